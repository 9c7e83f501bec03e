# ruff: noqa: E501
"""The signature that everything rests on: inductive families, definitions by recursors, three axioms.

Nothing here runs; `library` elaborates each declaration when it is first needed, and the kernel checks every definition.
The names and the types are Lean's; so are the values, up to recursors in the place of compiled pattern matching.
"""

from __future__ import annotations

FAMILIES = """
inductive False : Prop

inductive True : Prop
| intro

inductive And (a b : Prop) : Prop
| intro (left : a) (right : b)

inductive Or (a b : Prop) : Prop
| inl (h : a)
| inr (h : b)

inductive Iff (a b : Prop) : Prop
| intro (mp : a → b) (mpr : b → a)

inductive Eq {α : Sort u} (a : α) : α → Prop
| refl : @Eq α a a

inductive Exists {α : Sort u} (p : α → Prop) : Prop
| intro (w : α) (h : p w)

inductive Nonempty (α : Sort u) : Prop
| intro (val : α)

inductive PUnit : Sort u
| unit

inductive Unit : Type
| unit

inductive Empty : Type

inductive Bool : Type
| false
| true

inductive Nat : Type
| zero
| succ (n : Nat)

inductive Int : Type
| ofNat (a : Nat)
| negSucc (a : Nat)

inductive Prod (α : Type u) (β : Type v) : Type (max u v)
| mk (fst : α) (snd : β)

inductive Sum (α : Type u) (β : Type v) : Type (max u v)
| inl (val : α)
| inr (val : β)

inductive Option (α : Type u) : Type u
| none
| some (val : α)

inductive List (α : Type u) : Type u
| nil
| cons (head : α) (tail : List α)

inductive Subtype {α : Sort u} (p : α → Prop) : Sort (max 1 u)
| mk (val : α) (property : p val)

inductive Decidable (p : Prop) : Type
| isFalse (h : p → False)
| isTrue (h : p)

inductive Nat.le (n : Nat) : Nat → Prop
| refl : Nat.le n n
| step {m : Nat} (a : Nat.le n m) : Nat.le n (Nat.succ m)

inductive List.Mem {α : Type u} (a : α) : List α → Prop
| head (as : List α) : List.Mem a (List.cons a as)
| tail (b : α) {as : List α} (h : List.Mem a as) : List.Mem a (List.cons b as)
"""

DEFINITIONS = """
def Not (a : Prop) : Prop := a → False

axiom propext {a b : Prop} : (a ↔ b) → a = b

axiom funext {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : ∀ x, f x = g x) : f = g

axiom Classical.em (p : Prop) : p ∨ Not p

abbrev Ne {α : Sort u} (a b : α) : Prop := Not (a = b)

def id {α : Sort u} (a : α) : α := a

abbrev Function.comp {α : Sort u} {β : Sort v} {δ : Sort w} (f : β → δ) (g : α → β) : α → δ := fun x => f (g x)

abbrev Function.const {α : Sort u} (β : Sort v) (a : α) : β → α := fun _ => a

def Function.Injective {α : Sort u} {β : Sort v} (f : α → β) : Prop := ∀ ⦃a₁ a₂⦄, f a₁ = f a₂ → a₁ = a₂

def Function.Surjective {α : Sort u} {β : Sort v} (f : α → β) : Prop := ∀ b, ∃ a, f a = b

def Prod.fst {α : Type u} {β : Type v} (self : Prod α β) : α := @Prod.rec α β (fun _ => α) (fun a _ => a) self

def Prod.snd {α : Type u} {β : Type v} (self : Prod α β) : β := @Prod.rec α β (fun _ => β) (fun _ b => b) self

def Subtype.val {α : Sort u} {p : α → Prop} (self : Subtype p) : α := @Subtype.rec α p (fun _ => α) (fun a _ => a) self

def Subtype.property {α : Sort u} {p : α → Prop} (self : Subtype p) : p (Subtype.val self) := @Subtype.rec α p (fun s => p (Subtype.val s)) (fun _ h => h) self

abbrev Decidable.decide (p : Prop) [h : Decidable p] : Bool := @Decidable.rec p (fun _ => Bool) (fun _ => Bool.false) (fun _ => Bool.true) h

def ite {α : Sort u} (c : Prop) [h : Decidable c] (t e : α) : α := @Decidable.rec c (fun _ => α) (fun _ => e) (fun _ => t) h

def Bool.not (b : Bool) : Bool := @Bool.rec (fun _ => Bool) Bool.true Bool.false b

def Bool.and (a b : Bool) : Bool := @Bool.rec (fun _ => Bool) Bool.false b a

def Bool.or (a b : Bool) : Bool := @Bool.rec (fun _ => Bool) b Bool.true a

def Bool.xor (a b : Bool) : Bool := @Bool.rec (fun _ => Bool) b (Bool.not b) a

def cond {α : Sort u} (c : Bool) (t e : α) : α := @Bool.rec (fun _ => α) e t c

def Nat.add (n m : Nat) : Nat := @Nat.rec (fun _ => Nat) n (fun _ r => Nat.succ r) m

def Nat.mul (n m : Nat) : Nat := @Nat.rec (fun _ => Nat) 0 (fun _ r => Nat.add r n) m

def Nat.pow (m n : Nat) : Nat := @Nat.rec (fun _ => Nat) 1 (fun _ r => Nat.mul r m) n

def Nat.pred (n : Nat) : Nat := @Nat.rec (fun _ => Nat) 0 (fun m _ => m) n

def Nat.sub (n m : Nat) : Nat := @Nat.rec (fun _ => Nat) n (fun _ r => Nat.pred r) m

def Nat.beq (n m : Nat) : Bool := @Nat.rec (fun _ => Nat → Bool) (fun m => @Nat.rec (fun _ => Bool) Bool.true (fun _ _ => Bool.false) m) (fun _ f m => @Nat.rec (fun _ => Bool) Bool.false (fun k _ => f k) m) n m

def Nat.ble (n m : Nat) : Bool := @Nat.rec (fun _ => Nat → Bool) (fun _ => Bool.true) (fun _ f m => @Nat.rec (fun _ => Bool) Bool.false (fun k _ => f k) m) n m

def Nat.mod (n m : Nat) : Nat := @Nat.rec (fun _ => Nat) 0 (fun _ r => cond (Nat.beq (Nat.succ r) m) 0 (Nat.succ r)) n

def Nat.div (n m : Nat) : Nat := @Nat.rec (fun _ => Nat) 0 (fun k q => cond (Nat.beq (Nat.mod (Nat.succ k) m) 0) (Nat.succ q) q) n

def Nat.lt (n m : Nat) : Prop := Nat.le (n + 1) m

abbrev Nat.ge (n m : Nat) : Prop := Nat.le m n

abbrev Nat.gt (n m : Nat) : Prop := Nat.lt m n

def Nat.dvd (a b : Nat) : Prop := ∃ c, b = a * c

def Nat.min (n m : Nat) : Nat := cond (Nat.ble n m) n m

def Nat.max (n m : Nat) : Nat := cond (Nat.ble n m) m n

def Nat.factorial (n : Nat) : Nat := @Nat.rec (fun _ => Nat) 1 (fun k r => Nat.mul (Nat.succ k) r) n

def Int.subNatNat (m n : Nat) : Int := @Nat.rec (fun _ => Int) (Int.ofNat (m - n)) (fun k _ => Int.negSucc k) (n - m)

def Int.negOfNat (n : Nat) : Int := @Nat.rec (fun _ => Int) (Int.ofNat 0) (fun k _ => Int.negSucc k) n

def Int.neg (n : Int) : Int := @Int.rec (fun _ => Int) (fun k => Int.negOfNat k) (fun k => Int.ofNat (Nat.succ k)) n

def Int.add (m n : Int) : Int := @Int.rec (fun _ => Int) (fun a => @Int.rec (fun _ => Int) (fun b => Int.ofNat (Nat.add a b)) (fun b => Int.subNatNat a (Nat.succ b)) n) (fun a => @Int.rec (fun _ => Int) (fun b => Int.subNatNat b (Nat.succ a)) (fun b => Int.negSucc (Nat.succ (Nat.add a b))) n) m

def Int.sub (m n : Int) : Int := Int.add m (Int.neg n)

def Int.mul (m n : Int) : Int := @Int.rec (fun _ => Int) (fun a => @Int.rec (fun _ => Int) (fun b => Int.ofNat (Nat.mul a b)) (fun b => Int.negOfNat (Nat.mul a (Nat.succ b))) n) (fun a => @Int.rec (fun _ => Int) (fun b => Int.negOfNat (Nat.mul (Nat.succ a) b)) (fun b => Int.ofNat (Nat.mul (Nat.succ a) (Nat.succ b))) n) m

def Int.pow (m : Int) (n : Nat) : Int := @Nat.rec (fun _ => Int) (Int.ofNat 1) (fun _ r => Int.mul r m) n

def Int.natAbs (m : Int) : Nat := @Int.rec (fun _ => Nat) (fun a => a) (fun a => Nat.succ a) m

def Int.toNat (m : Int) : Nat := @Int.rec (fun _ => Nat) (fun a => a) (fun _ => 0) m

def Int.div (m n : Int) : Int := @Int.rec (fun _ => Int) (fun a => @Int.rec (fun _ => Int) (fun b => Int.ofNat (Nat.div a b)) (fun b => Int.neg (Int.ofNat (Nat.div a (Nat.succ b)))) n) (fun a => @Int.rec (fun _ => Int) (fun b => @Nat.rec (fun _ => Int) (Int.ofNat 0) (fun k _ => Int.negSucc (Nat.div a (Nat.succ k))) b) (fun b => Int.ofNat (Nat.succ (Nat.div a (Nat.succ b)))) n) m

def Int.emod (m n : Int) : Int := @Int.rec (fun _ => Int) (fun a => Int.ofNat (Nat.mod a (Int.natAbs n))) (fun a => Int.subNatNat (Int.natAbs n) (Nat.succ (Nat.mod a (Int.natAbs n)))) m

def Int.le (a b : Int) : Prop := @Int.rec (fun _ => Prop) (fun _ => True) (fun _ => False) (Int.sub b a)

def Int.lt (a b : Int) : Prop := Int.le (Int.add a (Int.ofNat 1)) b

abbrev Int.ge (a b : Int) : Prop := Int.le b a

abbrev Int.gt (a b : Int) : Prop := Int.lt b a

def Int.dvd (a b : Int) : Prop := ∃ c, b = a * c

def Int.min (a b : Int) : Int := @Int.rec (fun _ => Int) (fun _ => a) (fun _ => b) (Int.sub b a)

def Int.max (a b : Int) : Int := @Int.rec (fun _ => Int) (fun _ => b) (fun _ => a) (Int.sub b a)

def List.append {α : Type u} (xs ys : List α) : List α := @List.rec α (fun _ => List α) ys (fun a _ r => List.cons a r) xs

def List.length {α : Type u} (as : List α) : Nat := @List.rec α (fun _ => Nat) 0 (fun _ _ r => r + 1) as

def List.map {α : Type u} {β : Type v} (f : α → β) (l : List α) : List β := @List.rec α (fun _ => List β) List.nil (fun a _ r => List.cons (f a) r) l

def List.filter {α : Type u} (p : α → Bool) (l : List α) : List α := @List.rec α (fun _ => List α) List.nil (fun a _ r => cond (p a) (List.cons a r) r) l

def List.foldr {α : Type u} {β : Type v} (f : α → β → β) (init : β) (l : List α) : β := @List.rec α (fun _ => β) init (fun a _ r => f a r) l

def List.foldl {α : Type u} {β : Type v} (f : α → β → α) (init : α) (l : List β) : α := @List.rec β (fun _ => α → α) (fun a => a) (fun b _ k a => k (f a b)) l init

def List.reverseAux {α : Type u} (as bs : List α) : List α := @List.rec α (fun _ => List α → List α) (fun r => r) (fun a _ k r => k (List.cons a r)) as bs

def List.reverse {α : Type u} (as : List α) : List α := List.reverseAux as List.nil

def List.replicate {α : Type u} (n : Nat) (a : α) : List α := @Nat.rec (fun _ => List α) List.nil (fun _ r => List.cons a r) n

def List.sum (l : List Nat) : Nat := @List.rec Nat (fun _ => Nat) 0 (fun a _ r => a + r) l

def List.isEmpty {α : Type u} (l : List α) : Bool := @List.rec α (fun _ => Bool) Bool.true (fun _ _ _ => Bool.false) l

def List.tail {α : Type u} (l : List α) : List α := @List.rec α (fun _ => List α) List.nil (fun _ t _ => t) l

def List.head? {α : Type u} (l : List α) : Option α := @List.rec α (fun _ => Option α) Option.none (fun a _ _ => Option.some a) l

def List.take {α : Type u} (n : Nat) (l : List α) : List α := @Nat.rec (fun _ => List α → List α) (fun _ => List.nil) (fun _ k l => @List.rec α (fun _ => List α) List.nil (fun a t _ => List.cons a (k t)) l) n l

def List.drop {α : Type u} (n : Nat) (l : List α) : List α := @Nat.rec (fun _ => List α → List α) (fun l => l) (fun _ k l => @List.rec α (fun _ => List α) List.nil (fun _ t _ => k t) l) n l

def List.all {α : Type u} (l : List α) (p : α → Bool) : Bool := @List.rec α (fun _ => Bool) Bool.true (fun a _ r => Bool.and (p a) r) l

def List.any {α : Type u} (l : List α) (p : α → Bool) : Bool := @List.rec α (fun _ => Bool) Bool.false (fun a _ r => Bool.or (p a) r) l

def Option.map {α : Type u} {β : Type v} (f : α → β) (o : Option α) : Option β := @Option.rec α (fun _ => Option β) Option.none (fun a => Option.some (f a)) o

def Option.getD {α : Type u} (o : Option α) (d : α) : α := @Option.rec α (fun _ => α) d (fun a => a) o

def Option.isSome {α : Type u} (o : Option α) : Bool := @Option.rec α (fun _ => Bool) Bool.false (fun _ => Bool.true) o
"""


def texts() -> list[str]:
    """The texts of the library, in order."""
    from . import lemmas

    return [FAMILIES, DEFINITIONS, *lemmas.texts()]


__all__ = ["DEFINITIONS", "FAMILIES", "texts"]
