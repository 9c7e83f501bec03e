# ruff: noqa: E501
"""Lemmas of logic and equality, and the instances of `Decidable` for connectives."""

TEXT = r"""
theorem rfl {α : Sort u} {a : α} : a = a := Eq.refl a

theorem Eq.symm {α : Sort u} {a b : α} (h : a = b) : b = a := @Eq.rec α a (fun x _ => x = a) (Eq.refl a) b h

theorem Eq.trans {α : Sort u} {a b c : α} (h₁ : a = b) (h₂ : b = c) : a = c := @Eq.rec α b (fun x _ => a = x) h₁ c h₂

theorem Eq.subst {α : Sort u} {motive : α → Prop} {a b : α} (h₁ : a = b) (h₂ : motive a) : motive b := @Eq.rec α a (fun x _ => motive x) h₂ b h₁

def Eq.ndrec {α : Sort v} {a : α} {motive : α → Sort u} (m : motive a) {b : α} (h : a = b) : motive b := @Eq.rec α a (fun x _ => motive x) m b h

def Eq.mp {α β : Sort u} (h : α = β) (a : α) : β := @Eq.rec (Sort u) α (fun x _ => x) a β h

def Eq.mpr {α β : Sort u} (h : α = β) (b : β) : α := @Eq.rec (Sort u) β (fun x _ => x) b α (Eq.symm h)

def cast {α β : Sort u} (h : α = β) (a : α) : β := Eq.mp h a

theorem Eq.to_iff {a b : Prop} (h : a = b) : a ↔ b := @Eq.rec Prop a (fun x _ => a ↔ x) (Iff.intro (fun x => x) (fun x => x)) b h

theorem congrArg {α : Sort u} {β : Sort v} {a₁ a₂ : α} (f : α → β) (h : a₁ = a₂) : f a₁ = f a₂ := @Eq.rec α a₁ (fun x _ => f a₁ = f x) (Eq.refl (f a₁)) a₂ h

theorem congrFun {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : f = g) (a : α) : f a = g a := @Eq.rec ((x : α) → β x) f (fun k _ => f a = k a) (Eq.refl (f a)) g h

theorem congr {α : Sort u} {β : Sort v} {f₁ f₂ : α → β} {a₁ a₂ : α} (h₁ : f₁ = f₂) (h₂ : a₁ = a₂) : f₁ a₁ = f₂ a₂ := Eq.trans (congrFun h₁ a₁) (congrArg f₂ h₂)

def False.elim {C : Sort u} (h : False) : C := @False.rec (fun _ => C) h

def Empty.elim {C : Sort u} (h : Empty) : C := @Empty.rec (fun _ => C) h

theorem trivial : True := True.intro

theorem And.left {a b : Prop} (self : a ∧ b) : a := @And.rec a b (fun _ => a) (fun x _ => x) self

theorem And.right {a b : Prop} (self : a ∧ b) : b := @And.rec a b (fun _ => b) (fun _ y => y) self

theorem Iff.mp {a b : Prop} (self : a ↔ b) : a → b := @Iff.rec a b (fun _ => a → b) (fun f _ => f) self

theorem Iff.mpr {a b : Prop} (self : a ↔ b) : b → a := @Iff.rec a b (fun _ => b → a) (fun _ g => g) self

theorem And.symm {a b : Prop} (h : a ∧ b) : b ∧ a := And.intro (And.right h) (And.left h)

theorem And.swap {a b : Prop} (h : a ∧ b) : b ∧ a := And.intro (And.right h) (And.left h)

theorem And.elim {a b c : Prop} (f : a → b → c) (h : a ∧ b) : c := f (And.left h) (And.right h)

theorem And.imp {a b c d : Prop} (f : a → c) (g : b → d) (h : a ∧ b) : c ∧ d := And.intro (f (And.left h)) (g (And.right h))

theorem And.imp_left {a b c : Prop} (h : a → b) : a ∧ c → b ∧ c := fun x => And.intro (h (And.left x)) (And.right x)

theorem And.imp_right {a b c : Prop} (h : a → b) : c ∧ a → c ∧ b := fun x => And.intro (And.left x) (h (And.right x))

theorem Or.elim {a b c : Prop} (h : a ∨ b) (left : a → c) (right : b → c) : c := @Or.rec a b (fun _ => c) left right h

theorem Or.symm {a b : Prop} (h : a ∨ b) : b ∨ a := Or.elim h Or.inr Or.inl

theorem Or.swap {a b : Prop} (h : a ∨ b) : b ∨ a := Or.elim h Or.inr Or.inl

theorem Or.imp {a b c d : Prop} (f : a → c) (g : b → d) (h : a ∨ b) : c ∨ d := Or.elim h (fun x => Or.inl (f x)) (fun y => Or.inr (g y))

theorem Or.imp_left {a b c : Prop} (f : a → b) : a ∨ c → b ∨ c := fun h => Or.elim h (fun x => Or.inl (f x)) Or.inr

theorem Or.imp_right {a b c : Prop} (f : b → c) : a ∨ b → a ∨ c := fun h => Or.elim h Or.inl (fun x => Or.inr (f x))

theorem Or.intro_left {a : Prop} (b : Prop) (h : a) : a ∨ b := Or.inl h

theorem Or.intro_right {b : Prop} (a : Prop) (h : b) : a ∨ b := Or.inr h

def absurd {a : Prop} {b : Sort v} (h₁ : a) (h₂ : ¬a) : b := False.elim (h₂ h₁)

theorem Or.resolve_left {a b : Prop} (h : a ∨ b) (na : ¬a) : b := Or.elim h (fun x => False.elim (na x)) (fun y => y)

theorem Or.resolve_right {a b : Prop} (h : a ∨ b) (nb : ¬b) : a := Or.elim h (fun x => x) (fun y => False.elim (nb y))

theorem Or.neg_resolve_left {a b : Prop} (h : ¬a ∨ b) (ha : a) : b := Or.elim h (fun x => False.elim (x ha)) (fun y => y)

theorem Or.neg_resolve_right {a b : Prop} (h : a ∨ ¬b) (nb : b) : a := Or.elim h (fun x => x) (fun y => False.elim (y nb))

theorem Exists.elim {α : Sort u} {p : α → Prop} {b : Prop} (h₁ : ∃ x, p x) (h₂ : ∀ (a : α), p a → b) : b := @Exists.rec α p (fun _ => b) h₂ h₁

theorem Exists.imp {α : Sort u} {p q : α → Prop} (h : ∀ a, p a → q a) : (∃ a, p a) → ∃ a, q a := fun e => Exists.elim e (fun a ha => Exists.intro a (h a ha))

theorem Iff.refl (a : Prop) : a ↔ a := Iff.intro (fun h => h) (fun h => h)

theorem Iff.rfl {a : Prop} : a ↔ a := Iff.refl a

theorem Iff.symm {a b : Prop} (h : a ↔ b) : b ↔ a := Iff.intro (Iff.mpr h) (Iff.mp h)

theorem Iff.trans {a b c : Prop} (h₁ : a ↔ b) (h₂ : b ↔ c) : a ↔ c := Iff.intro (fun x => Iff.mp h₂ (Iff.mp h₁ x)) (fun x => Iff.mpr h₁ (Iff.mpr h₂ x))

theorem Iff.of_eq {a b : Prop} (h : a = b) : a ↔ b := Eq.to_iff h

theorem iff_of_eq {a b : Prop} (h : a = b) : a ↔ b := Eq.to_iff h

theorem Iff.not {a b : Prop} (h : a ↔ b) : ¬a ↔ ¬b := Iff.intro (fun na hb => na (Iff.mpr h hb)) (fun nb ha => nb (Iff.mp h ha))

theorem Eq.mp_prop {a b : Prop} (h : a = b) (x : a) : b := Iff.mp (Eq.to_iff h) x

theorem id_def {α : Sort u} (a : α) : id a = a := Eq.refl a

def Not.elim {a : Prop} {b : Sort v} (H1 : ¬a) (H2 : a) : b := False.elim (H1 H2)

theorem Not.intro {a : Prop} (h : a → False) : ¬a := h

theorem Not.imp {a b : Prop} (H2 : ¬b) (H1 : a → b) : ¬a := fun x => H2 (H1 x)

theorem mt {a b : Prop} (h₁ : a → b) (h₂ : ¬b) : ¬a := fun x => h₂ (h₁ x)

theorem not_not_intro {p : Prop} (h : p) : ¬¬p := fun k => k h

theorem not_not_of_not_imp {a b : Prop} (h : ¬(a → b)) : ¬¬a := fun na => h (fun x => False.elim (na x))

theorem not_of_not_imp {a b : Prop} (h : ¬(a → b)) : ¬b := fun hb => h (fun _ => hb)

theorem Ne.symm {α : Sort u} {a b : α} (h : a ≠ b) : b ≠ a := fun e => h (Eq.symm e)

theorem Ne.intro {α : Sort u} {a b : α} (h : a = b → False) : a ≠ b := h

theorem Ne.elim {α : Sort u} {a b : α} (h : a ≠ b) : a = b → False := h

theorem ne_of_eq_of_ne {α : Sort u} {a b c : α} (h₁ : a = b) (h₂ : b ≠ c) : a ≠ c := fun e => h₂ (Eq.trans (Eq.symm h₁) e)

theorem Ne.irrefl {α : Sort u} {a : α} (h : a ≠ a) : False := h (Eq.refl a)

theorem ne_comm {α : Sort u} {a b : α} : a ≠ b ↔ b ≠ a := Iff.intro Ne.symm Ne.symm

theorem eq_comm {α : Sort u} {a b : α} : a = b ↔ b = a := Iff.intro Eq.symm Eq.symm

theorem Classical.byContradiction {p : Prop} (h : ¬p → False) : p := Or.elim (Classical.em p) (fun x => x) (fun x => False.elim (h x))

theorem Classical.byCases {p q : Prop} (hpq : p → q) (hnpq : ¬p → q) : q := Or.elim (Classical.em p) hpq hnpq

theorem Classical.not_not {a : Prop} : ¬¬a ↔ a := Iff.intro (fun h => Classical.byContradiction h) (fun x k => k x)

theorem Classical.not_imp {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b := Iff.intro (fun h => And.intro (Classical.byContradiction (fun na => h (fun x => False.elim (na x)))) (fun hb => h (fun _ => hb))) (fun h f => And.right h (f (And.left h)))

theorem Classical.not_forall {α : Sort u} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x := Iff.intro (fun h => Classical.byContradiction (fun k => h (fun x => Classical.byContradiction (fun n => k (Exists.intro x n))))) (fun h f => Exists.elim h (fun x n => n (f x)))

theorem Classical.not_exists {α : Sort u} {p : α → Prop} : (¬∃ x, p x) ↔ ∀ x, ¬p x := Iff.intro (fun h x px => h (Exists.intro x px)) (fun h e => Exists.elim e h)

theorem Classical.not_exists_not {α : Sort u} {p : α → Prop} : (¬∃ x, ¬p x) ↔ ∀ x, p x := Iff.intro (fun h x => Classical.byContradiction (fun n => h (Exists.intro x n))) (fun h e => Exists.elim e (fun x n => n (h x)))

theorem Classical.not_forall_not {α : Sort u} {p : α → Prop} : (¬∀ x, ¬p x) ↔ ∃ x, p x := Iff.intro (fun h => Classical.byContradiction (fun k => h (fun x px => k (Exists.intro x px)))) (fun h f => Exists.elim h (fun x px => f x px))

theorem Classical.exists_not_of_not_forall {α : Sort u} {p : α → Prop} (h : ¬∀ x, p x) : ∃ x, ¬p x := Iff.mp Classical.not_forall h

theorem Classical.not_and_iff_or_not_not {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b := Iff.intro (fun h => Or.elim (Classical.em a) (fun x => Or.inr (fun y => h (And.intro x y))) Or.inl) (fun h k => Or.elim h (fun na => na (And.left k)) (fun nb => nb (And.right k)))

theorem Classical.not_and_iff_not_or_not {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b := Classical.not_and_iff_or_not_not

theorem Classical.or_iff_not_imp_left {a b : Prop} : a ∨ b ↔ (¬a → b) := Iff.intro (fun h n => Or.resolve_left h n) (fun h => Or.elim (Classical.em a) Or.inl (fun n => Or.inr (h n)))

theorem Classical.or_iff_not_imp_right {a b : Prop} : a ∨ b ↔ (¬b → a) := Iff.intro (fun h n => Or.resolve_right h n) (fun h => Or.elim (Classical.em b) Or.inr (fun n => Or.inl (h n)))

theorem Classical.imp_iff_not_or {a b : Prop} : (a → b) ↔ ¬a ∨ b := Iff.intro (fun h => Or.elim (Classical.em a) (fun x => Or.inr (h x)) Or.inl) (fun h x => Or.elim h (fun n => False.elim (n x)) (fun y => y))

theorem Classical.not_imp_not {a b : Prop} : (¬a → ¬b) ↔ (b → a) := Iff.intro (fun h hb => Classical.byContradiction (fun na => h na hb)) (fun h na hb => na (h hb))

theorem Classical.of_not_not {a : Prop} (h : ¬¬a) : a := Classical.byContradiction h

theorem Classical.not_iff {a b : Prop} : ¬(a ↔ b) ↔ (¬a ↔ b) := by
  constructor
  · intro h
    constructor
    · intro na
      exact Classical.byContradiction fun nb => h ⟨fun x => absurd x na, fun y => absurd y nb⟩
    · intro hb ha
      exact h ⟨fun _ => hb, fun _ => ha⟩
  · intro h k
    have na : ¬a := fun ha => h.mpr (k.mp ha) ha
    exact na (k.mpr (h.mp na))

theorem Classical.or_not {p : Prop} : p ∨ ¬p := Classical.em p

theorem em (p : Prop) : p ∨ ¬p := Classical.em p

theorem byContradiction {p : Prop} (h : ¬p → False) : p := Classical.byContradiction h

theorem by_contradiction {p : Prop} (h : ¬p → False) : p := Classical.byContradiction h

theorem of_not_not {p : Prop} (h : ¬¬p) : p := Classical.byContradiction h

theorem eq_true {p : Prop} (h : p) : p = True := propext (Iff.intro (fun _ => True.intro) (fun _ => h))

theorem eq_false {p : Prop} (h : ¬p) : p = False := propext (Iff.intro h False.elim)

theorem eq_false' {p : Prop} (h : p → False) : p = False := eq_false h

theorem of_eq_true {p : Prop} (h : p = True) : p := Eq.mpr h True.intro

theorem of_eq_false {p : Prop} (h : p = False) : ¬p := fun x => Eq.mp h x

theorem implies_congr {p₁ p₂ q₁ q₂ : Prop} (h₁ : p₁ = p₂) (h₂ : q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) := @Eq.rec Prop p₁ (fun x _ => (p₁ → q₁) = (x → q₂)) (@Eq.rec Prop q₁ (fun y _ => (p₁ → q₁) = (p₁ → y)) (Eq.refl (p₁ → q₁)) q₂ h₂) p₂ h₁

theorem forall_congr {α : Sort u} {p q : α → Prop} (h : ∀ a, p a = q a) : (∀ a, p a) = (∀ a, q a) := @Eq.rec (α → Prop) p (fun r _ => (∀ a, p a) = (∀ a, r a)) (Eq.refl (∀ a, p a)) q (funext h)

theorem forall_congr' {α : Sort u} {p q : α → Prop} (h : ∀ a, p a ↔ q a) : (∀ a, p a) ↔ ∀ a, q a := Iff.intro (fun f a => Iff.mp (h a) (f a)) (fun f a => Iff.mpr (h a) (f a))

theorem exists_congr {α : Sort u} {p q : α → Prop} (h : ∀ a, p a ↔ q a) : (∃ a, p a) ↔ ∃ a, q a := Iff.intro (Exists.imp (fun a => Iff.mp (h a))) (Exists.imp (fun a => Iff.mpr (h a)))

theorem and_congr {a b c d : Prop} (h₁ : a ↔ c) (h₂ : b ↔ d) : a ∧ b ↔ c ∧ d := Iff.intro (And.imp (Iff.mp h₁) (Iff.mp h₂)) (And.imp (Iff.mpr h₁) (Iff.mpr h₂))

theorem or_congr {a b c d : Prop} (h₁ : a ↔ c) (h₂ : b ↔ d) : a ∨ b ↔ c ∨ d := Iff.intro (Or.imp (Iff.mp h₁) (Iff.mp h₂)) (Or.imp (Iff.mpr h₁) (Iff.mpr h₂))

theorem not_congr {a b : Prop} (h : a ↔ b) : ¬a ↔ ¬b := Iff.not h

theorem imp_congr {a b c d : Prop} (h₁ : a ↔ c) (h₂ : b ↔ d) : (a → b) ↔ (c → d) := Iff.intro (fun f x => Iff.mp h₂ (f (Iff.mpr h₁ x))) (fun f x => Iff.mpr h₂ (f (Iff.mp h₁ x)))

theorem iff_congr {a b c d : Prop} (h₁ : a ↔ c) (h₂ : b ↔ d) : (a ↔ b) ↔ (c ↔ d) := Iff.intro (fun h => Iff.trans (Iff.symm h₁) (Iff.trans h h₂)) (fun h => Iff.trans h₁ (Iff.trans h (Iff.symm h₂)))

theorem eq_self_iff_true {α : Sort u} (a : α) : a = a ↔ True := Iff.intro (fun _ => True.intro) (fun _ => Eq.refl a)

theorem eq_self {α : Sort u} (a : α) : (a = a) = True := eq_true (Eq.refl a)

@[simp] theorem iff_self (p : Prop) : (p ↔ p) = True := eq_true (Iff.refl p)

theorem iff_self_iff (a : Prop) : (a ↔ a) ↔ True := Iff.intro (fun _ => True.intro) (fun _ => Iff.refl a)

@[simp] theorem not_true_eq_false : (¬True) = False := eq_false (fun h => h True.intro)

@[simp] theorem not_false_eq_true : (¬False) = True := eq_true (fun h => h)

theorem not_false : ¬False := fun h => h

theorem not_true : ¬True ↔ False := Iff.intro (fun h => h True.intro) False.elim

theorem iff_of_true {a b : Prop} (ha : a) (hb : b) : a ↔ b := Iff.intro (fun _ => hb) (fun _ => ha)

theorem iff_of_false {a b : Prop} (ha : ¬a) (hb : ¬b) : a ↔ b := Iff.intro (fun x => False.elim (ha x)) (fun x => False.elim (hb x))

theorem iff_true_intro {a : Prop} (h : a) : a ↔ True := iff_of_true h True.intro

theorem iff_false_intro {a : Prop} (h : ¬a) : a ↔ False := iff_of_false h (fun x => x)

theorem of_iff_true {a : Prop} (h : a ↔ True) : a := Iff.mpr h True.intro

theorem not_of_iff_false {a : Prop} (h : a ↔ False) : ¬a := Iff.mp h

@[simp] theorem and_true (p : Prop) : (p ∧ True) = p := propext (Iff.intro And.left (fun h => And.intro h True.intro))

@[simp] theorem true_and (p : Prop) : (True ∧ p) = p := propext (Iff.intro And.right (fun h => And.intro True.intro h))

@[simp] theorem and_false (p : Prop) : (p ∧ False) = False := eq_false And.right

@[simp] theorem false_and (p : Prop) : (False ∧ p) = False := eq_false And.left

@[simp] theorem and_self (p : Prop) : (p ∧ p) = p := propext (Iff.intro And.left (fun h => And.intro h h))

@[simp] theorem or_true (p : Prop) : (p ∨ True) = True := eq_true (Or.inr True.intro)

@[simp] theorem true_or (p : Prop) : (True ∨ p) = True := eq_true (Or.inl True.intro)

@[simp] theorem or_false (p : Prop) : (p ∨ False) = p := propext (Iff.intro (fun h => Or.elim h (fun x => x) False.elim) Or.inl)

@[simp] theorem false_or (p : Prop) : (False ∨ p) = p := propext (Iff.intro (fun h => Or.elim h False.elim (fun x => x)) Or.inr)

@[simp] theorem or_self (p : Prop) : (p ∨ p) = p := propext (Iff.intro (fun h => Or.elim h (fun x => x) (fun x => x)) Or.inl)

@[simp] theorem iff_true (p : Prop) : (p ↔ True) = p := propext (Iff.intro of_iff_true iff_true_intro)

@[simp] theorem true_iff (p : Prop) : (True ↔ p) = p := propext (Iff.intro (fun h => Iff.mp h True.intro) (fun h => iff_of_true True.intro h))

@[simp] theorem iff_false (p : Prop) : (p ↔ False) = ¬p := propext (Iff.intro Iff.mp iff_false_intro)

@[simp] theorem false_iff (p : Prop) : (False ↔ p) = ¬p := propext (Iff.intro Iff.mpr (fun h => iff_of_false (fun x => x) h))

@[simp] theorem implies_true (α : Sort u) : (α → True) = True := eq_true (fun _ => True.intro)

@[simp] theorem false_implies (p : Prop) : (False → p) = True := eq_true False.elim

theorem false_imp_iff (p : Prop) : (False → p) ↔ True := iff_true_intro False.elim

theorem true_imp_iff (p : Prop) : (True → p) ↔ p := Iff.intro (fun h => h True.intro) (fun h _ => h)

theorem imp_true_iff (p : Prop) : (p → True) ↔ True := iff_true_intro (fun _ => True.intro)

@[simp] theorem true_implies (p : Prop) : (True → p) = p := propext (true_imp_iff p)

@[simp] theorem imp_false {a : Prop} : (a → False) ↔ ¬a := Iff.refl (a → False)

@[simp] theorem imp_self {a : Prop} : (a → a) ↔ True := iff_true_intro (fun x => x)

@[simp] theorem not_not {a : Prop} : ¬¬a ↔ a := Classical.not_not

theorem not_imp {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b := Classical.not_imp

@[simp] theorem not_or {p q : Prop} : ¬(p ∨ q) ↔ ¬p ∧ ¬q := Iff.intro (fun h => And.intro (fun x => h (Or.inl x)) (fun y => h (Or.inr y))) (fun h k => Or.elim k (And.left h) (And.right h))

@[simp] theorem not_and {a b : Prop} : ¬(a ∧ b) ↔ (a → ¬b) := Iff.intro (fun h x y => h (And.intro x y)) (fun h k => h (And.left k) (And.right k))

theorem not_and' {a b : Prop} : ¬(a ∧ b) ↔ (b → ¬a) := Iff.intro (fun h y x => h (And.intro x y)) (fun h k => h (And.right k) (And.left k))

theorem not_and_or {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b := Classical.not_and_iff_or_not_not

theorem not_or_intro {a b : Prop} (ha : ¬a) (hb : ¬b) : ¬(a ∨ b) := fun h => Or.elim h ha hb

@[simp] theorem not_forall {α : Sort u} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x := Classical.not_forall

@[simp] theorem Classical.not_imp_simp {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b := Classical.not_imp

@[simp] theorem not_exists {α : Sort u} {p : α → Prop} : (¬∃ x, p x) ↔ ∀ x, ¬p x := Classical.not_exists

theorem forall_not_of_not_exists {α : Sort u} {p : α → Prop} (h : ¬∃ x, p x) : ∀ x, ¬p x := fun x px => h (Exists.intro x px)

theorem not_exists_of_forall_not {α : Sort u} {p : α → Prop} (h : ∀ x, ¬p x) : ¬∃ x, p x := fun e => Exists.elim e h

theorem not_forall_of_exists_not {α : Sort u} {p : α → Prop} (h : ∃ x, ¬p x) : ¬∀ x, p x := fun f => Exists.elim h (fun x n => n (f x))

@[simp] theorem ne_eq {α : Sort u} (a b : α) : (a ≠ b) = ¬(a = b) := Eq.refl (a ≠ b)

@[simp] theorem exists_eq {α : Sort u} {a' : α} : ∃ a, a = a' := Exists.intro a' (Eq.refl a')

@[simp] theorem exists_eq' {α : Sort u} {a' : α} : ∃ a, a' = a := Exists.intro a' (Eq.refl a')

@[simp] theorem exists_eq_left {α : Sort u} {p : α → Prop} {a' : α} : (∃ a, a = a' ∧ p a) ↔ p a' := Iff.intro (fun h => Exists.elim h (fun a h => Eq.subst (And.left h) (And.right h))) (fun h => Exists.intro a' (And.intro (Eq.refl a') h))

@[simp] theorem exists_eq_right {α : Sort u} {p : α → Prop} {a' : α} : (∃ a, p a ∧ a = a') ↔ p a' := Iff.intro (fun h => Exists.elim h (fun a h => Eq.subst (And.right h) (And.left h))) (fun h => Exists.intro a' (And.intro h (Eq.refl a')))

@[simp] theorem exists_eq_left' {α : Sort u} {p : α → Prop} {a' : α} : (∃ a, a' = a ∧ p a) ↔ p a' := Iff.intro (fun h => Exists.elim h (fun a h => Eq.subst (Eq.symm (And.left h)) (And.right h))) (fun h => Exists.intro a' (And.intro (Eq.refl a') h))

@[simp] theorem forall_eq {α : Sort u} {p : α → Prop} {a' : α} : (∀ a, a = a' → p a) ↔ p a' := Iff.intro (fun h => h a' (Eq.refl a')) (fun h a e => Eq.subst (Eq.symm e) h)

@[simp] theorem forall_eq_or_imp {α : Sort u} {p q : α → Prop} {a' : α} : (∀ a, a = a' ∨ q a → p a) ↔ p a' ∧ ∀ a, q a → p a := Iff.intro (fun h => And.intro (h a' (Or.inl (Eq.refl a'))) (fun a k => h a (Or.inr k))) (fun h a k => Or.elim k (fun e => Eq.subst (Eq.symm e) (And.left h)) (fun l => And.right h a l))

@[simp] theorem forall_eq' {α : Sort u} {p : α → Prop} {a' : α} : (∀ a, a' = a → p a) ↔ p a' := Iff.intro (fun h => h a' (Eq.refl a')) (fun h a e => Eq.subst e h)

@[simp] theorem and_imp {a b c : Prop} : (a ∧ b → c) ↔ (a → b → c) := Iff.intro (fun h x y => h (And.intro x y)) (fun h k => h (And.left k) (And.right k))

theorem or_imp {a b c : Prop} : (a ∨ b → c) ↔ (a → c) ∧ (b → c) := Iff.intro (fun h => And.intro (fun x => h (Or.inl x)) (fun y => h (Or.inr y))) (fun h k => Or.elim k (And.left h) (And.right h))

theorem exists_imp {α : Sort u} {p : α → Prop} {b : Prop} : ((∃ x, p x) → b) ↔ ∀ x, p x → b := Iff.intro (fun h x px => h (Exists.intro x px)) (fun h e => Exists.elim e h)

theorem forall_exists_index' {α : Sort u} {p : α → Prop} {b : Prop} : ((∃ x, p x) → b) ↔ ∀ x, p x → b := exists_imp

theorem forall_and {α : Sort u} {p q : α → Prop} : (∀ x, p x ∧ q x) ↔ (∀ x, p x) ∧ (∀ x, q x) := Iff.intro (fun h => And.intro (fun x => And.left (h x)) (fun x => And.right (h x))) (fun h x => And.intro (And.left h x) (And.right h x))

theorem exists_or {α : Sort u} {p q : α → Prop} : (∃ x, p x ∨ q x) ↔ (∃ x, p x) ∨ ∃ x, q x := Iff.intro (fun h => Exists.elim h (fun x k => Or.elim k (fun px => Or.inl (Exists.intro x px)) (fun qx => Or.inr (Exists.intro x qx)))) (fun h => Or.elim h (Exists.imp (fun _ => Or.inl)) (Exists.imp (fun _ => Or.inr)))

@[simp] theorem exists_and_left {α : Sort u} {p : α → Prop} {b : Prop} : (∃ x, b ∧ p x) ↔ b ∧ ∃ x, p x := Iff.intro (fun h => Exists.elim h (fun x k => And.intro (And.left k) (Exists.intro x (And.right k)))) (fun h => Exists.elim (And.right h) (fun x k => Exists.intro x (And.intro (And.left h) k)))

@[simp] theorem exists_and_right {α : Sort u} {p : α → Prop} {b : Prop} : (∃ x, p x ∧ b) ↔ (∃ x, p x) ∧ b := Iff.intro (fun h => Exists.elim h (fun x k => And.intro (Exists.intro x (And.left k)) (And.right k))) (fun h => Exists.elim (And.left h) (fun x k => Exists.intro x (And.intro k (And.right h))))

theorem and_comm {a b : Prop} : a ∧ b ↔ b ∧ a := Iff.intro And.symm And.symm

theorem or_comm {a b : Prop} : a ∨ b ↔ b ∨ a := Iff.intro Or.symm Or.symm

theorem iff_comm {a b : Prop} : (a ↔ b) ↔ (b ↔ a) := Iff.intro Iff.symm Iff.symm

theorem and_assoc {a b c : Prop} : (a ∧ b) ∧ c ↔ a ∧ b ∧ c := Iff.intro (fun h => And.intro (And.left (And.left h)) (And.intro (And.right (And.left h)) (And.right h))) (fun h => And.intro (And.intro (And.left h) (And.left (And.right h))) (And.right (And.right h)))

theorem or_assoc {a b c : Prop} : (a ∨ b) ∨ c ↔ a ∨ b ∨ c := Iff.intro (fun h => Or.elim h (fun k => Or.elim k Or.inl (fun x => Or.inr (Or.inl x))) (fun x => Or.inr (Or.inr x))) (fun h => Or.elim h (fun x => Or.inl (Or.inl x)) (fun k => Or.elim k (fun x => Or.inl (Or.inr x)) Or.inr))

theorem and_left_comm {a b c : Prop} : a ∧ b ∧ c ↔ b ∧ a ∧ c := Iff.intro (fun h => And.intro (And.left (And.right h)) (And.intro (And.left h) (And.right (And.right h)))) (fun h => And.intro (And.left (And.right h)) (And.intro (And.left h) (And.right (And.right h))))

theorem or_left_comm {a b c : Prop} : a ∨ b ∨ c ↔ b ∨ a ∨ c := by
  constructor <;> rintro (h | h | h) <;> simp [h]

theorem and_or_left {a b c : Prop} : a ∧ (b ∨ c) ↔ a ∧ b ∨ a ∧ c := Iff.intro (fun h => Or.elim (And.right h) (fun x => Or.inl (And.intro (And.left h) x)) (fun y => Or.inr (And.intro (And.left h) y))) (fun h => Or.elim h (fun k => And.intro (And.left k) (Or.inl (And.right k))) (fun k => And.intro (And.left k) (Or.inr (And.right k))))

theorem or_and_right {a b c : Prop} : (a ∨ b) ∧ c ↔ a ∧ c ∨ b ∧ c := Iff.intro (fun h => Or.elim (And.left h) (fun x => Or.inl (And.intro x (And.right h))) (fun y => Or.inr (And.intro y (And.right h)))) (fun h => Or.elim h (fun k => And.intro (Or.inl (And.left k)) (And.right k)) (fun k => And.intro (Or.inr (And.left k)) (And.right k)))

theorem or_and_left {a b c : Prop} : a ∨ b ∧ c ↔ (a ∨ b) ∧ (a ∨ c) := Iff.intro (fun h => Or.elim h (fun x => And.intro (Or.inl x) (Or.inl x)) (fun k => And.intro (Or.inr (And.left k)) (Or.inr (And.right k)))) (fun h => Or.elim (And.left h) Or.inl (fun y => Or.elim (And.right h) Or.inl (fun z => Or.inr (And.intro y z))))

theorem and_or_right {a b c : Prop} : a ∧ b ∨ c ↔ (a ∨ c) ∧ (b ∨ c) := by
  constructor
  · rintro (⟨ha, hb⟩ | hc)
    · exact ⟨Or.inl ha, Or.inl hb⟩
    · exact ⟨Or.inr hc, Or.inr hc⟩
  · rintro ⟨ha | hc, hb | hc'⟩
    · exact Or.inl ⟨ha, hb⟩
    · exact Or.inr hc'
    · exact Or.inr hc
    · exact Or.inr hc

@[simp] theorem and_not_self {a : Prop} : ¬(a ∧ ¬a) := fun h => And.right h (And.left h)

@[simp] theorem not_and_self {a : Prop} : ¬(¬a ∧ a) := fun h => And.left h (And.right h)

@[simp] theorem or_not_self {a : Prop} : a ∨ ¬a := Classical.em a

@[simp] theorem not_or_self {a : Prop} : ¬a ∨ a := Or.symm (Classical.em a)

theorem and_self_iff {a : Prop} : a ∧ a ↔ a := Iff.intro And.left (fun h => And.intro h h)

theorem or_self_iff {a : Prop} : a ∨ a ↔ a := Iff.intro (fun h => Or.elim h (fun x => x) (fun x => x)) Or.inl

theorem and_iff_left {a b : Prop} (hb : b) : a ∧ b ↔ a := Iff.intro And.left (fun h => And.intro h hb)

theorem and_iff_right {a b : Prop} (ha : a) : a ∧ b ↔ b := Iff.intro And.right (fun h => And.intro ha h)

@[simp] theorem iff_not_self {a : Prop} : ¬(a ↔ ¬a) := fun h => (fun na => na (Iff.mpr h na)) (fun x => Iff.mp h x x)

@[simp] theorem not_iff_self {a : Prop} : ¬(¬a ↔ a) := fun h => iff_not_self (Iff.symm h)

theorem not_not_em (a : Prop) : ¬¬(a ∨ ¬a) := fun h => h (Or.inr (fun x => h (Or.inl x)))

theorem imp_not_comm {a b : Prop} : (a → ¬b) ↔ (b → ¬a) := Iff.intro (fun h y x => h x y) (fun h x y => h y x)

theorem iff_iff_implies_and_implies {a b : Prop} : (a ↔ b) ↔ (a → b) ∧ (b → a) := Iff.intro (fun h => And.intro (Iff.mp h) (Iff.mpr h)) (fun h => Iff.intro (And.left h) (And.right h))

theorem iff_def {a b : Prop} : (a ↔ b) ↔ (a → b) ∧ (b → a) := iff_iff_implies_and_implies

theorem imp_iff_not_or {a b : Prop} : (a → b) ↔ ¬a ∨ b := Classical.imp_iff_not_or

theorem or_iff_not_imp_left {a b : Prop} : a ∨ b ↔ (¬a → b) := Classical.or_iff_not_imp_left

theorem or_iff_not_imp_right {a b : Prop} : a ∨ b ↔ (¬b → a) := Classical.or_iff_not_imp_right

theorem not_imp_not {a b : Prop} : (¬a → ¬b) ↔ (b → a) := Classical.not_imp_not

theorem imp.swap {a b c : Prop} : (a → b → c) ↔ (b → a → c) := Iff.intro (fun h y x => h x y) (fun h x y => h y x)

theorem imp_intro {a b : Prop} (h : a) : b → a := fun _ => h

theorem Function.comp_apply {α : Sort u} {β : Sort v} {δ : Sort w} {f : β → δ} {g : α → β} {x : α} : Function.comp f g x = f (g x) := Eq.refl (f (g x))

theorem Function.comp_def {α : Sort u} {β : Sort v} {δ : Sort w} (f : β → δ) (g : α → β) : Function.comp f g = fun x => f (g x) := Eq.refl (fun x => f (g x))

@[simp] theorem id_eq {α : Sort u} (a : α) : id a = a := Eq.refl a

theorem nonempty_of_exists {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : Nonempty α := Exists.elim h (fun w _ => Nonempty.intro w)

theorem Nonempty.elim {α : Sort u} {p : Prop} (h₁ : Nonempty α) (h₂ : α → p) : p := @Nonempty.rec α (fun _ => p) h₂ h₁

def instDecidableTrue : Decidable True := @Decidable.isTrue True True.intro

def instDecidableFalse : Decidable False := @Decidable.isFalse False (fun h => h)

def instDecidableAnd {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p ∧ q) := @Decidable.rec p (fun _ => Decidable (p ∧ q)) (fun h => Decidable.isFalse (fun k => h (And.left k))) (fun h => @Decidable.rec q (fun _ => Decidable (p ∧ q)) (fun k => Decidable.isFalse (fun m => k (And.right m))) (fun k => Decidable.isTrue (And.intro h k)) dq) dp

def instDecidableOr {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p ∨ q) := @Decidable.rec p (fun _ => Decidable (p ∨ q)) (fun h => @Decidable.rec q (fun _ => Decidable (p ∨ q)) (fun k => Decidable.isFalse (fun m => Or.elim m h k)) (fun k => Decidable.isTrue (Or.inr k)) dq) (fun h => Decidable.isTrue (Or.inl h)) dp

def instDecidableNot {p : Prop} [dp : Decidable p] : Decidable (¬p) := @Decidable.rec p (fun _ => Decidable (¬p)) (fun h => Decidable.isTrue h) (fun h => Decidable.isFalse (fun k => k h)) dp

def instDecidableForall {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p → q) := @Decidable.rec p (fun _ => Decidable (p → q)) (fun h => Decidable.isTrue (fun k => False.elim (h k))) (fun h => @Decidable.rec q (fun _ => Decidable (p → q)) (fun k => Decidable.isFalse (fun m => k (m h))) (fun k => Decidable.isTrue (fun _ => k)) dq) dp

def instDecidableIff {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p ↔ q) := @Decidable.rec p (fun _ => Decidable (p ↔ q)) (fun h => @Decidable.rec q (fun _ => Decidable (p ↔ q)) (fun k => Decidable.isTrue (iff_of_false h k)) (fun k => Decidable.isFalse (fun m => h (Iff.mpr m k))) dq) (fun h => @Decidable.rec q (fun _ => Decidable (p ↔ q)) (fun k => Decidable.isFalse (fun m => k (Iff.mp m h))) (fun k => Decidable.isTrue (iff_of_true h k)) dq) dp

abbrev DecidableEq (α : Sort u) : Sort (max 1 u) := (a b : α) → Decidable (a = b)

abbrev DecidablePred {α : Sort u} (r : α → Prop) : Sort (max 1 u) := (a : α) → Decidable (r a)

theorem of_decide_eq_true {p : Prop} [inst : Decidable p] (h : Decidable.decide p = Bool.true) : p := @Decidable.rec p (fun d => @Decidable.decide p d = Bool.true → p) (fun _ e => False.elim (@Eq.rec Bool Bool.false (fun x _ => @Bool.rec (fun _ => Prop) True False x) True.intro Bool.true e)) (fun h _ => h) inst h

theorem of_decide_eq_false {p : Prop} [inst : Decidable p] (h : Decidable.decide p = Bool.false) : ¬p := @Decidable.rec p (fun d => @Decidable.decide p d = Bool.false → ¬p) (fun h _ => h) (fun _ e => False.elim (@Eq.rec Bool Bool.true (fun x _ => @Bool.rec (fun _ => Prop) False True x) True.intro Bool.false e)) inst h

theorem decide_eq_true {p : Prop} [inst : Decidable p] (h : p) : Decidable.decide p = Bool.true := @Decidable.rec p (fun d => @Decidable.decide p d = Bool.true) (fun n => False.elim (n h)) (fun _ => Eq.refl Bool.true) inst

theorem decide_eq_false {p : Prop} [inst : Decidable p] (h : ¬p) : Decidable.decide p = Bool.false := @Decidable.rec p (fun d => @Decidable.decide p d = Bool.false) (fun _ => Eq.refl Bool.false) (fun k => False.elim (h k)) inst

@[simp] theorem decide_eq_true_eq {p : Prop} [Decidable p] : (Decidable.decide p = Bool.true) = p := propext (Iff.intro of_decide_eq_true decide_eq_true)

@[simp] theorem decide_eq_false_iff_not {p : Prop} [Decidable p] : (Decidable.decide p = Bool.false) ↔ ¬p := Iff.intro of_decide_eq_false decide_eq_false

theorem decide_eq_true_iff {p : Prop} [Decidable p] : Decidable.decide p = Bool.true ↔ p := Iff.intro of_decide_eq_true decide_eq_true

theorem Decidable.em (p : Prop) [Decidable p] : p ∨ ¬p := Classical.em p

theorem Decidable.byContradiction {p : Prop} [Decidable p] (h : ¬p → False) : p := Classical.byContradiction h

theorem Decidable.not_not {p : Prop} [Decidable p] : ¬¬p ↔ p := Classical.not_not

theorem Decidable.byCases {p q : Prop} [Decidable p] (h1 : p → q) (h2 : ¬p → q) : q := Or.elim (Classical.em p) h1 h2

theorem if_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t e : α} : @ite α c h t e = t := @Decidable.rec c (fun d => @ite α c d t e = t) (fun n => False.elim (n hc)) (fun _ => Eq.refl t) h

theorem if_neg {c : Prop} {h : Decidable c} (hnc : ¬c) {α : Sort u} {t e : α} : @ite α c h t e = e := @Decidable.rec c (fun d => @ite α c d t e = e) (fun _ => Eq.refl e) (fun k => False.elim (hnc k)) h

theorem ite_cond_eq_true {α : Sort u} {c : Prop} {d : Decidable c} {a b : α} (h : c = True) : @ite α c d a b = a := if_pos (of_eq_true h)

theorem ite_cond_eq_false {α : Sort u} {c : Prop} {d : Decidable c} (a b : α) (h : c = False) : @ite α c d a b = b := if_neg (of_eq_false h)

@[simp] theorem ite_self {α : Sort u} {c : Prop} {d : Decidable c} (a : α) : @ite α c d a a = a := @Decidable.rec c (fun d => @ite α c d a a = a) (fun _ => Eq.refl a) (fun _ => Eq.refl a) d
"""
