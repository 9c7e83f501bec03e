# ruff: noqa: E501
"""Lemmas about Bool, Option, products and lists."""

TEXT = r"""
def Bool.noConfusionType (P : Sort u) (a b : Bool) : Sort u := @Bool.casesOn (fun _ => Sort u) a (@Bool.casesOn (fun _ => Sort u) b (P → P) P) (@Bool.casesOn (fun _ => Sort u) b P (P → P))

def Bool.noConfusion {P : Sort u} {v1 v2 : Bool} (h : v1 = v2) : Bool.noConfusionType P v1 v2 := @Eq.rec Bool v1 (fun x _ => Bool.noConfusionType P v1 x) (@Bool.casesOn (fun v => Bool.noConfusionType P v v) v1 (fun p => p) (fun p => p)) v2 h

theorem Bool.false_ne_true : Bool.false ≠ Bool.true := fun h => nomatch h

@[simp] theorem Bool.false_eq_true : (Bool.false = Bool.true) = False := eq_false (fun h => nomatch h)

@[simp] theorem Bool.true_eq_false : (Bool.true = Bool.false) = False := eq_false (fun h => nomatch h)

theorem Bool.eq_false_iff {b : Bool} : b = Bool.false ↔ b ≠ Bool.true := by cases b <;> simp

theorem Bool.eq_false_of_not_eq_true {b : Bool} (h : ¬b = Bool.true) : b = Bool.false := Bool.eq_false_iff.mpr h

theorem Bool.eq_true_of_not_eq_false {b : Bool} (h : ¬b = Bool.false) : b = Bool.true := by
  cases b with
  | false => exact absurd rfl h
  | true => rfl

@[simp] theorem Bool.not_true : (!Bool.true) = Bool.false := rfl

@[simp] theorem Bool.not_false : (!Bool.false) = Bool.true := rfl

@[simp] theorem Bool.not_not (b : Bool) : (!!b) = b := by cases b <;> rfl

@[simp] theorem Bool.and_true (b : Bool) : (b && Bool.true) = b := by cases b <;> rfl

@[simp] theorem Bool.true_and (b : Bool) : (Bool.true && b) = b := by cases b <;> rfl

@[simp] theorem Bool.and_false (b : Bool) : (b && Bool.false) = Bool.false := by cases b <;> rfl

@[simp] theorem Bool.false_and (b : Bool) : (Bool.false && b) = Bool.false := by cases b <;> rfl

@[simp] theorem Bool.and_self (b : Bool) : (b && b) = b := by cases b <;> rfl

@[simp] theorem Bool.or_true (b : Bool) : (b || Bool.true) = Bool.true := by cases b <;> rfl

@[simp] theorem Bool.true_or (b : Bool) : (Bool.true || b) = Bool.true := by cases b <;> rfl

@[simp] theorem Bool.or_false (b : Bool) : (b || Bool.false) = b := by cases b <;> rfl

@[simp] theorem Bool.false_or (b : Bool) : (Bool.false || b) = b := by cases b <;> rfl

@[simp] theorem Bool.or_self (b : Bool) : (b || b) = b := by cases b <;> rfl

theorem Bool.and_comm (x y : Bool) : (x && y) = (y && x) := by cases x <;> cases y <;> rfl

theorem Bool.or_comm (x y : Bool) : (x || y) = (y || x) := by cases x <;> cases y <;> rfl

theorem Bool.and_assoc (x y z : Bool) : ((x && y) && z) = (x && (y && z)) := by cases x <;> rfl

theorem Bool.or_assoc (x y z : Bool) : ((x || y) || z) = (x || (y || z)) := by cases x <;> rfl

theorem Bool.and_or_distrib_left (x y z : Bool) : (x && (y || z)) = ((x && y) || (x && z)) := by cases x <;> rfl

theorem Bool.or_and_distrib_left (x y z : Bool) : (x || (y && z)) = ((x || y) && (x || z)) := by cases x <;> rfl

theorem Bool.and_or_distrib_right (x y z : Bool) : ((x || y) && z) = ((x && z) || (y && z)) := by cases x <;> cases y <;> cases z <;> rfl

theorem Bool.or_and_distrib_right (x y z : Bool) : ((x && y) || z) = ((x || z) && (y || z)) := by cases x <;> cases y <;> cases z <;> rfl

@[simp] theorem Bool.not_and (x y : Bool) : (!(x && y)) = (!x || !y) := by cases x <;> rfl

@[simp] theorem Bool.not_or (x y : Bool) : (!(x || y)) = (!x && !y) := by cases x <;> rfl

@[simp] theorem Bool.and_not_self (x : Bool) : (x && !x) = Bool.false := by cases x <;> rfl

@[simp] theorem Bool.not_and_self (x : Bool) : (!x && x) = Bool.false := by cases x <;> rfl

@[simp] theorem Bool.or_not_self (x : Bool) : (x || !x) = Bool.true := by cases x <;> rfl

@[simp] theorem Bool.not_or_self (x : Bool) : (!x || x) = Bool.true := by cases x <;> rfl

theorem Bool.eq_false_or_eq_true (b : Bool) : b = Bool.true ∨ b = Bool.false := by
  cases b
  · exact Or.inr rfl
  · exact Or.inl rfl

theorem Bool.eq_false_of_ne_true {b : Bool} (h : b ≠ Bool.true) : b = Bool.false := by
  cases b
  · rfl
  · exact absurd rfl h

theorem Bool.eq_true_of_ne_false {b : Bool} (h : b ≠ Bool.false) : b = Bool.true := by
  cases b
  · exact absurd rfl h
  · rfl

theorem eq_false_of_ne_true {b : Bool} (h : ¬(b = Bool.true)) : b = Bool.false := Bool.eq_false_of_ne_true h

theorem eq_true_of_ne_false {b : Bool} (h : ¬(b = Bool.false)) : b = Bool.true := Bool.eq_true_of_ne_false h

theorem ne_true_of_eq_false {b : Bool} (h : b = Bool.false) : b ≠ Bool.true := by
  rw [h]
  exact Bool.false_ne_true

theorem ne_false_of_eq_true {b : Bool} (h : b = Bool.true) : b ≠ Bool.false := by
  rw [h]
  exact fun k => nomatch k

@[simp] theorem Bool.not_eq_true (b : Bool) : (¬(b = Bool.true)) = (b = Bool.false) := by
  cases b
  · exact propext ⟨fun _ => rfl, fun _ h => nomatch h⟩
  · exact propext ⟨fun h => absurd rfl h, fun h => nomatch h⟩

@[simp] theorem Bool.not_eq_false (b : Bool) : (¬(b = Bool.false)) = (b = Bool.true) := by
  cases b
  · exact propext ⟨fun h => absurd rfl h, fun h => nomatch h⟩
  · exact propext ⟨fun _ => rfl, fun _ h => nomatch h⟩

@[simp] theorem Bool.and_eq_true (a b : Bool) : ((a && b) = Bool.true) = (a = Bool.true ∧ b = Bool.true) := by
  cases a <;> cases b <;> simp

@[simp] theorem Bool.or_eq_true (a b : Bool) : ((a || b) = Bool.true) = (a = Bool.true ∨ b = Bool.true) := by
  cases a <;> cases b <;> simp

theorem Bool.and_eq_true_iff {a b : Bool} : (a && b) = Bool.true ↔ a = Bool.true ∧ b = Bool.true := iff_of_eq (Bool.and_eq_true a b)

theorem Bool.or_eq_true_iff {a b : Bool} : (a || b) = Bool.true ↔ a = Bool.true ∨ b = Bool.true := iff_of_eq (Bool.or_eq_true a b)

@[simp] theorem Bool.not_eq_true' (b : Bool) : ((!b) = Bool.true) = (b = Bool.false) := by cases b <;> simp

@[simp] theorem Bool.not_eq_false' (b : Bool) : ((!b) = Bool.false) = (b = Bool.true) := by cases b <;> simp

theorem Bool.not_inj {x y : Bool} (h : (!x) = (!y)) : x = y := by
  cases x <;> cases y <;> simp_all

theorem Bool.xor_comm (x y : Bool) : Bool.xor x y = Bool.xor y x := by cases x <;> cases y <;> rfl

@[simp] theorem Bool.xor_self (x : Bool) : Bool.xor x x = Bool.false := by cases x <;> rfl

@[simp] theorem Bool.xor_false (x : Bool) : Bool.xor x Bool.false = x := by cases x <;> rfl

@[simp] theorem Bool.false_xor (x : Bool) : Bool.xor Bool.false x = x := rfl

theorem Bool.xor_assoc (x y z : Bool) : Bool.xor (Bool.xor x y) z = Bool.xor x (Bool.xor y z) := by cases x <;> cases y <;> cases z <;> rfl

@[simp] theorem cond_true {α : Sort u} {a b : α} : cond Bool.true a b = a := rfl

@[simp] theorem cond_false {α : Sort u} {a b : α} : cond Bool.false a b = b := rfl

def instDecidableEqBool (a b : Bool) : Decidable (a = b) := @Bool.rec (fun a => Decidable (a = b)) (@Bool.rec (fun b => Decidable (Bool.false = b)) (Decidable.isTrue rfl) (Decidable.isFalse (fun h => nomatch h)) b) (@Bool.rec (fun b => Decidable (Bool.true = b)) (Decidable.isFalse (fun h => nomatch h)) (Decidable.isTrue rfl) b) a

def instDecidableEqProp {p q : Prop} [Decidable p] [Decidable q] : Decidable (p = q) := @Decidable.rec (p ↔ q) (fun _ => Decidable (p = q)) (fun h => Decidable.isFalse (fun e => h (iff_of_eq e))) (fun h => Decidable.isTrue (propext h)) instDecidableIff

def Bool.decidableForall {p : Bool → Prop} (h : (b : Bool) → Decidable (p b)) : Decidable (∀ b, p b) := @Decidable.rec (p Bool.true ∧ p Bool.false) (fun _ => Decidable (∀ b, p b)) (fun n => Decidable.isFalse (fun f => n ⟨f Bool.true, f Bool.false⟩)) (fun k => Decidable.isTrue (fun b => @Bool.rec p k.2 k.1 b)) (@instDecidableAnd (p Bool.true) (p Bool.false) (h Bool.true) (h Bool.false))

def Bool.decidableExists {p : Bool → Prop} (h : (b : Bool) → Decidable (p b)) : Decidable (∃ b, p b) := @Decidable.rec (p Bool.true ∨ p Bool.false) (fun _ => Decidable (∃ b, p b)) (fun n => Decidable.isFalse (fun e => Exists.elim e (fun b => @Bool.rec (fun b => p b → False) (fun k => n (Or.inr k)) (fun k => n (Or.inl k)) b))) (fun k => Decidable.isTrue (Or.elim k (fun x => ⟨Bool.true, x⟩) (fun y => ⟨Bool.false, y⟩))) (@instDecidableOr (p Bool.true) (p Bool.false) (h Bool.true) (h Bool.false))

theorem Option.some.inj {α : Type u} {a b : α} (h : Option.some a = Option.some b) : a = b := by
  injection h

@[simp] theorem Option.some.injEq {α : Type u} (a b : α) : (Option.some a = Option.some b) = (a = b) := propext ⟨Option.some.inj, fun h => congrArg Option.some h⟩

@[simp] theorem Option.some_ne_none {α : Type u} (x : α) : Option.some x ≠ Option.none := fun h => nomatch h

@[simp] theorem Option.none_ne_some {α : Type u} (x : α) : Option.none ≠ Option.some x := fun h => nomatch h

@[simp] theorem Option.map_none {α : Type u} {β : Type v} (f : α → β) : Option.map f Option.none = Option.none := rfl

@[simp] theorem Option.map_some {α : Type u} {β : Type v} (f : α → β) (a : α) : Option.map f (Option.some a) = Option.some (f a) := rfl

def instDecidableEqOption {α : Type u} (h : (a b : α) → Decidable (a = b)) (x y : Option α) : Decidable (x = y) := @Option.rec α (fun x => Decidable (x = y)) (@Option.rec α (fun y => Decidable (Option.none = y)) (Decidable.isTrue rfl) (fun b => Decidable.isFalse (fun e => nomatch e)) y) (fun a => @Option.rec α (fun y => Decidable (Option.some a = y)) (Decidable.isFalse (fun e => nomatch e)) (fun b => @Decidable.rec (a = b) (fun _ => Decidable (Option.some a = Option.some b)) (fun n => Decidable.isFalse (fun e => n (Option.some.inj e))) (fun k => Decidable.isTrue (congrArg Option.some k)) (h a b)) y) x

theorem Prod.mk.inj {α : Type u} {β : Type v} {a c : α} {b d : β} (h : Prod.mk a b = Prod.mk c d) : a = c ∧ b = d := ⟨congrArg Prod.fst h, congrArg Prod.snd h⟩

@[simp] theorem Prod.mk.injEq {α : Type u} {β : Type v} (a : α) (b : β) (c : α) (d : β) : (Prod.mk a b = Prod.mk c d) = (a = c ∧ b = d) := propext ⟨Prod.mk.inj, fun ⟨h, k⟩ => by rw [h, k]⟩

theorem Prod.ext {α : Type u} {β : Type v} {p q : α × β} (h₁ : p.1 = q.1) (h₂ : p.2 = q.2) : p = q := by
  cases p with
  | mk a b =>
    cases q with
    | mk c d => exact (show (a, b) = (c, d) from by rw [show a = c from h₁, show b = d from h₂])

@[simp] theorem Prod.fst_mk {α : Type u} {β : Type v} (a : α) (b : β) : (a, b).1 = a := rfl

@[simp] theorem Prod.snd_mk {α : Type u} {β : Type v} (a : α) (b : β) : (a, b).2 = b := rfl

theorem Prod.eta {α : Type u} {β : Type v} (p : α × β) : (p.1, p.2) = p := rfl

def instDecidableEqProd {α : Type u} {β : Type v} (h₁ : (a b : α) → Decidable (a = b)) (h₂ : (a b : β) → Decidable (a = b)) (x y : α × β) : Decidable (x = y) := @Decidable.rec (x.1 = y.1 ∧ x.2 = y.2) (fun _ => Decidable (x = y)) (fun n => Decidable.isFalse (fun e => n ⟨congrArg Prod.fst e, congrArg Prod.snd e⟩)) (fun k => Decidable.isTrue (Prod.ext k.1 k.2)) (@instDecidableAnd (x.1 = y.1) (x.2 = y.2) (h₁ x.1 y.1) (h₂ x.2 y.2))

def List.noConfusionType {α : Type v} (P : Sort u) (a b : List α) : Sort u := @List.casesOn α (fun _ => Sort u) a (@List.casesOn α (fun _ => Sort u) b (P → P) (fun _ _ => P)) (fun x xs => @List.casesOn α (fun _ => Sort u) b P (fun y ys => (x = y → xs = ys → P) → P))

def List.noConfusion {α : Type v} {P : Sort u} {v1 v2 : List α} (h : v1 = v2) : List.noConfusionType P v1 v2 := @Eq.rec (List α) v1 (fun x _ => List.noConfusionType P v1 x) (@List.casesOn α (fun v => List.noConfusionType P v v) v1 (fun p => p) (fun x xs k => k (Eq.refl x) (Eq.refl xs))) v2 h

theorem List.cons.inj {α : Type u} {a b : α} {as bs : List α} (h : a :: as = b :: bs) : a = b ∧ as = bs := by
  injection h with h₁ h₂
  exact ⟨h₁, h₂⟩

@[simp] theorem List.cons.injEq {α : Type u} (a : α) (as : List α) (b : α) (bs : List α) : (a :: as = b :: bs) = (a = b ∧ as = bs) := propext ⟨List.cons.inj, fun ⟨h, k⟩ => by rw [h, k]⟩

theorem List.cons_inj_right {α : Type u} (a : α) {l l' : List α} : a :: l = a :: l' ↔ l = l' := ⟨fun h => (List.cons.inj h).2, fun h => by rw [h]⟩

theorem List.cons_ne_nil {α : Type u} (a : α) (l : List α) : a :: l ≠ [] := fun h => nomatch h

@[simp] theorem List.cons_eq_nil {α : Type u} (a : α) (l : List α) : (a :: l = []) = False := eq_false (fun h => nomatch h)

@[simp] theorem List.nil_eq_cons {α : Type u} (a : α) (l : List α) : ([] = a :: l) = False := eq_false (fun h => nomatch h)

theorem List.exists_cons_of_ne_nil {α : Type u} {l : List α} (h : l ≠ []) : ∃ b l', l = b :: l' := by
  cases l with
  | nil => exact absurd rfl h
  | cons a t => exact ⟨a, t, rfl⟩

@[simp] theorem List.nil_append {α : Type u} (as : List α) : [] ++ as = as := rfl

@[simp] theorem List.cons_append {α : Type u} {a : α} {as bs : List α} : (a :: as) ++ bs = a :: (as ++ bs) := rfl

@[simp] theorem List.append_nil {α : Type u} (as : List α) : as ++ [] = as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [List.cons_append, ih]

@[simp] theorem List.append_assoc {α : Type u} (as bs cs : List α) : (as ++ bs) ++ cs = as ++ (bs ++ cs) := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [List.cons_append, List.cons_append, ih, List.cons_append]

theorem List.append_eq {α : Type u} (as bs : List α) : List.append as bs = as ++ bs := rfl

theorem List.append_cons {α : Type u} (as : List α) (b : α) (bs : List α) : as ++ b :: bs = as ++ [b] ++ bs := by
  rw [List.append_assoc]
  rfl

theorem List.singleton_append {α : Type u} {x : α} {l : List α} : [x] ++ l = x :: l := rfl

@[simp] theorem List.append_eq_nil_iff {α : Type u} {p q : List α} : p ++ q = [] ↔ p = [] ∧ q = [] := by
  cases p with
  | nil => simp
  | cons a p => simp

theorem List.append_cancel_left {α : Type u} {as bs cs : List α} (h : as ++ bs = as ++ cs) : bs = cs := by
  induction as with
  | nil => exact h
  | cons a as ih => exact ih (List.cons.inj h).2

@[simp] theorem List.append_cancel_left_eq {α : Type u} {as bs cs : List α} : as ++ bs = as ++ cs ↔ bs = cs := ⟨List.append_cancel_left, fun h => by rw [h]⟩

@[simp] theorem List.length_nil {α : Type u} : List.length ([] : List α) = 0 := rfl

@[simp] theorem List.length_cons {α : Type u} {a : α} {as : List α} : List.length (a :: as) = List.length as + 1 := rfl

theorem List.length_singleton {α : Type u} {a : α} : List.length [a] = 1 := rfl

@[simp] theorem List.length_append {α : Type u} {as bs : List α} : List.length (as ++ bs) = List.length as + List.length bs := by
  induction as with
  | nil => simp
  | cons a as ih =>
    rw [List.cons_append, List.length_cons, ih, List.length_cons]
    omega

theorem List.eq_nil_of_length_eq_zero {α : Type u} {l : List α} (h : List.length l = 0) : l = [] := by
  cases l with
  | nil => rfl
  | cons a t => exact absurd h (Nat.succ_ne_zero _)

@[simp] theorem List.length_eq_zero_iff {α : Type u} {l : List α} : List.length l = 0 ↔ l = [] := ⟨List.eq_nil_of_length_eq_zero, fun h => by rw [h]; rfl⟩

theorem List.length_eq_zero {α : Type u} {l : List α} : List.length l = 0 ↔ l = [] := List.length_eq_zero_iff

theorem List.length_pos_of_ne_nil {α : Type u} {l : List α} (h : l ≠ []) : 0 < List.length l := by
  cases l with
  | nil => exact absurd rfl h
  | cons a t => exact Nat.succ_pos _

theorem List.ne_nil_of_length_pos {α : Type u} {l : List α} (h : 0 < List.length l) : l ≠ [] := by
  intro e
  rw [e] at h
  exact absurd h (Nat.lt_irrefl 0)

@[simp] theorem List.map_nil {α : Type u} {β : Type v} {f : α → β} : List.map f [] = [] := rfl

@[simp] theorem List.map_cons {α : Type u} {β : Type v} {f : α → β} {a : α} {l : List α} : List.map f (a :: l) = f a :: List.map f l := rfl

@[simp] theorem List.map_append {α : Type u} {β : Type v} {f : α → β} {l₁ l₂ : List α} : List.map f (l₁ ++ l₂) = List.map f l₁ ++ List.map f l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a l ih => rw [List.cons_append, List.map_cons, ih, List.map_cons, List.cons_append]

@[simp] theorem List.map_map {α : Type u} {β : Type v} {γ : Type w} {g : β → γ} {f : α → β} {l : List α} : List.map g (List.map f l) = List.map (g ∘ f) l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.map_cons, List.map_cons, ih, List.map_cons]

theorem List.map_id {α : Type u} (l : List α) : List.map id l = l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.map_cons, ih, id_eq]

@[simp] theorem List.map_id' {α : Type u} (l : List α) : List.map (fun a => a) l = l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.map_cons, ih]

@[simp] theorem List.length_map {α : Type u} {β : Type v} {as : List α} (f : α → β) : List.length (List.map f as) = List.length as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [List.map_cons, List.length_cons, ih, List.length_cons]

@[simp] theorem List.map_eq_nil_iff {α : Type u} {β : Type v} {f : α → β} {l : List α} : List.map f l = [] ↔ l = [] := by
  cases l with
  | nil => simp
  | cons a l => simp

theorem List.map_congr_left {α : Type u} {β : Type v} {f g : α → β} (h : ∀ a, f a = g a) (l : List α) : List.map f l = List.map g l := by
  rw [funext h]

@[simp] theorem List.reverseAux_nil {α : Type u} {r : List α} : List.reverseAux [] r = r := rfl

@[simp] theorem List.reverseAux_cons {α : Type u} {a : α} {l r : List α} : List.reverseAux (a :: l) r = List.reverseAux l (a :: r) := rfl

theorem List.reverseAux_eq_append {α : Type u} {as bs : List α} : List.reverseAux as bs = List.reverseAux as [] ++ bs := by
  induction as generalizing bs with
  | nil => rfl
  | cons a as ih => rw [List.reverseAux_cons, ih, List.reverseAux_cons, ih (bs := [a]), List.append_assoc, List.cons_append, List.nil_append]

theorem List.reverseAux_eq {α : Type u} {as bs : List α} : List.reverseAux as bs = List.reverse as ++ bs := List.reverseAux_eq_append

@[simp] theorem List.reverse_nil {α : Type u} : List.reverse ([] : List α) = [] := rfl

@[simp] theorem List.reverse_cons {α : Type u} {a : α} {as : List α} : List.reverse (a :: as) = List.reverse as ++ [a] := List.reverseAux_eq_append (as := as) (bs := [a])

theorem List.reverse_singleton {α : Type u} (a : α) : List.reverse [a] = [a] := rfl

@[simp] theorem List.reverse_append {α : Type u} {as bs : List α} : List.reverse (as ++ bs) = List.reverse bs ++ List.reverse as := by
  induction as with
  | nil => rw [List.nil_append, List.reverse_nil, List.append_nil]
  | cons a as ih => rw [List.cons_append, List.reverse_cons, ih, List.reverse_cons, List.append_assoc]

@[simp] theorem List.reverse_reverse {α : Type u} (as : List α) : List.reverse (List.reverse as) = as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [List.reverse_cons, List.reverse_append, ih, List.reverse_singleton, List.singleton_append]

@[simp] theorem List.length_reverse {α : Type u} {as : List α} : List.length (List.reverse as) = List.length as := by
  induction as with
  | nil => rfl
  | cons a as ih => rw [List.reverse_cons, List.length_append, ih, List.length_singleton, List.length_cons]

@[simp] theorem List.map_reverse {α : Type u} {β : Type v} {f : α → β} {l : List α} : List.map f (List.reverse l) = List.reverse (List.map f l) := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.reverse_cons, List.map_append, ih, List.map_cons, List.map_nil, List.map_cons, List.reverse_cons]

theorem List.reverse_map {α : Type u} {β : Type v} {f : α → β} {l : List α} : List.reverse (List.map f l) = List.map f (List.reverse l) := List.map_reverse.symm

@[simp] theorem List.reverse_eq_nil_iff {α : Type u} {xs : List α} : List.reverse xs = [] ↔ xs = [] := by
  constructor
  · intro h
    have h2 := congrArg List.reverse h
    rw [List.reverse_reverse] at h2
    exact h2
  · intro h
    rw [h]
    rfl

theorem List.reverse_inj {α : Type u} {xs ys : List α} : List.reverse xs = List.reverse ys ↔ xs = ys := by
  constructor
  · intro h
    have h2 := congrArg List.reverse h
    rw [List.reverse_reverse, List.reverse_reverse] at h2
    exact h2
  · intro h
    rw [h]

@[simp] theorem List.filter_nil {α : Type u} {p : α → Bool} : List.filter p [] = [] := rfl

theorem List.filter_cons {α : Type u} {p : α → Bool} {a : α} {l : List α} : List.filter p (a :: l) = cond (p a) (a :: List.filter p l) (List.filter p l) := rfl

@[simp] theorem List.filter_cons_of_pos {α : Type u} {p : α → Bool} {a : α} {l : List α} (h : p a = Bool.true) : List.filter p (a :: l) = a :: List.filter p l := by
  rw [List.filter_cons, h]
  rfl

@[simp] theorem List.filter_cons_of_neg {α : Type u} {p : α → Bool} {a : α} {l : List α} (h : p a = Bool.false) : List.filter p (a :: l) = List.filter p l := by
  rw [List.filter_cons, h]
  rfl

@[simp] theorem List.filter_append {α : Type u} {p : α → Bool} (l₁ l₂ : List α) : List.filter p (l₁ ++ l₂) = List.filter p l₁ ++ List.filter p l₂ := by
  induction l₁ with
  | nil => rfl
  | cons a l ih =>
    rw [List.cons_append, List.filter_cons, List.filter_cons, ih]
    cases p a <;> rfl

theorem List.length_filter_le {α : Type u} (p : α → Bool) (l : List α) : List.length (List.filter p l) ≤ List.length l := by
  induction l with
  | nil => exact Nat.le_refl 0
  | cons a l ih =>
    rw [List.filter_cons, List.length_cons]
    cases p a with
    | false => exact Nat.le_succ_of_le ih
    | true => exact Nat.succ_le_succ ih

@[simp] theorem List.foldr_nil {α : Type u} {β : Type v} {f : α → β → β} {b : β} : List.foldr f b [] = b := rfl

@[simp] theorem List.foldr_cons {α : Type u} {β : Type v} {f : α → β → β} {b : β} {a : α} {l : List α} : List.foldr f b (a :: l) = f a (List.foldr f b l) := rfl

@[simp] theorem List.foldl_nil {α : Type u} {β : Type v} {f : α → β → α} {b : α} : List.foldl f b [] = b := rfl

@[simp] theorem List.foldl_cons {α : Type u} {β : Type v} {f : α → β → α} {b : α} {a : β} {l : List β} : List.foldl f b (a :: l) = List.foldl f (f b a) l := rfl

@[simp] theorem List.foldr_append {α : Type u} {β : Type v} {f : α → β → β} {b : β} {l l' : List α} : List.foldr f b (l ++ l') = List.foldr f (List.foldr f b l') l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.cons_append, List.foldr_cons, ih, List.foldr_cons]

@[simp] theorem List.foldl_append {α : Type u} {β : Type v} {f : α → β → α} {b : α} {l l' : List β} : List.foldl f b (l ++ l') = List.foldl f (List.foldl f b l) l' := by
  induction l generalizing b with
  | nil => rfl
  | cons a l ih => rw [List.cons_append, List.foldl_cons, ih, List.foldl_cons]

@[simp] theorem List.not_mem_nil {α : Type u} {a : α} : ¬(a ∈ ([] : List α)) := fun h => nomatch h

theorem List.mem_nil_iff {α : Type u} (a : α) : a ∈ ([] : List α) ↔ False := ⟨fun h => nomatch h, False.elim⟩

theorem List.mem_cons_self {α : Type u} {a : α} {l : List α} : a ∈ a :: l := List.Mem.head l

theorem List.mem_cons_of_mem {α : Type u} (y : α) {a : α} {l : List α} (h : a ∈ l) : a ∈ y :: l := List.Mem.tail y h

@[simp] theorem List.mem_cons {α : Type u} {a b : α} {l : List α} : a ∈ b :: l ↔ a = b ∨ a ∈ l := by
  constructor
  · intro h
    cases h with
    | head => exact Or.inl rfl
    | tail _ h => exact Or.inr h
  · rintro (h | h)
    · rw [h]
      exact List.Mem.head l
    · exact List.Mem.tail b h

theorem List.mem_singleton {α : Type u} {a b : α} : a ∈ [b] ↔ a = b := by simp

theorem List.mem_singleton_self {α : Type u} (a : α) : a ∈ [a] := List.Mem.head []

@[simp] theorem List.mem_append {α : Type u} {a : α} {s t : List α} : a ∈ s ++ t ↔ a ∈ s ∨ a ∈ t := by
  induction s with
  | nil => simp
  | cons b s ih => rw [List.cons_append, List.mem_cons, ih, List.mem_cons, or_assoc]

theorem List.mem_append_left {α : Type u} {a : α} {as : List α} (bs : List α) (h : a ∈ as) : a ∈ as ++ bs := List.mem_append.2 (Or.inl h)

theorem List.mem_append_right {α : Type u} {b : α} (as : List α) {bs : List α} (h : b ∈ bs) : b ∈ as ++ bs := List.mem_append.2 (Or.inr h)

@[simp] theorem List.mem_reverse {α : Type u} {x : α} {as : List α} : x ∈ List.reverse as ↔ x ∈ as := by
  induction as with
  | nil => exact Iff.refl _
  | cons a as ih => rw [List.reverse_cons, List.mem_append, ih, List.mem_singleton, List.mem_cons, or_comm]

@[simp] theorem List.mem_map {α : Type u} {β : Type v} {b : β} {f : α → β} {l : List α} : b ∈ List.map f l ↔ ∃ a, a ∈ l ∧ f a = b := by
  induction l with
  | nil =>
    constructor
    · intro h
      cases h
    · rintro ⟨a, h, _⟩
      cases h
  | cons x l ih =>
    rw [List.map_cons, List.mem_cons, ih]
    constructor
    · rintro (h | ⟨a, ha, hb⟩)
      · exact ⟨x, List.mem_cons_self, h.symm⟩
      · exact ⟨a, List.mem_cons_of_mem x ha, hb⟩
    · rintro ⟨a, ha, hb⟩
      cases List.mem_cons.1 ha with
      | inl h => exact Or.inl (by rw [← hb, h])
      | inr h => exact Or.inr ⟨a, h, hb⟩

theorem List.mem_map_of_mem {α : Type u} {β : Type v} {a : α} {l : List α} (f : α → β) (h : a ∈ l) : f a ∈ List.map f l := List.mem_map.2 ⟨a, h, rfl⟩

theorem List.ne_nil_of_mem {α : Type u} {a : α} {l : List α} (h : a ∈ l) : l ≠ [] := by
  intro e
  rw [e] at h
  cases h

@[simp] theorem List.length_replicate {α : Type u} {n : Nat} {a : α} : List.length (List.replicate n a) = n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    show List.length (List.replicate n a) + 1 = n + 1
    rw [ih]

@[simp] theorem List.replicate_zero {α : Type u} {a : α} : List.replicate 0 a = [] := rfl

theorem List.replicate_succ {α : Type u} {a : α} {n : Nat} : List.replicate (n + 1) a = a :: List.replicate n a := rfl

@[simp] theorem List.sum_nil : List.sum [] = 0 := rfl

@[simp] theorem List.sum_cons {a : Nat} {l : List Nat} : List.sum (a :: l) = a + List.sum l := rfl

@[simp] theorem List.sum_append {l₁ l₂ : List Nat} : List.sum (l₁ ++ l₂) = List.sum l₁ + List.sum l₂ := by
  induction l₁ with
  | nil => simp
  | cons a l ih =>
    rw [List.cons_append, List.sum_cons, ih, List.sum_cons]
    omega

@[simp] theorem List.isEmpty_nil {α : Type u} : List.isEmpty ([] : List α) = Bool.true := rfl

@[simp] theorem List.isEmpty_cons {α : Type u} {a : α} {l : List α} : List.isEmpty (a :: l) = Bool.false := rfl

@[simp] theorem List.tail_nil {α : Type u} : List.tail ([] : List α) = [] := rfl

@[simp] theorem List.tail_cons {α : Type u} {a : α} {l : List α} : List.tail (a :: l) = l := rfl

@[simp] theorem List.take_zero {α : Type u} {l : List α} : List.take 0 l = [] := rfl

@[simp] theorem List.take_nil {α : Type u} {n : Nat} : List.take n ([] : List α) = [] := by cases n <;> rfl

@[simp] theorem List.take_succ_cons {α : Type u} {n : Nat} {a : α} {l : List α} : List.take (n + 1) (a :: l) = a :: List.take n l := rfl

@[simp] theorem List.drop_zero {α : Type u} {l : List α} : List.drop 0 l = l := rfl

@[simp] theorem List.drop_nil {α : Type u} {n : Nat} : List.drop n ([] : List α) = [] := by cases n <;> rfl

@[simp] theorem List.drop_succ_cons {α : Type u} {n : Nat} {a : α} {l : List α} : List.drop (n + 1) (a :: l) = List.drop n l := rfl

@[simp] theorem List.take_append_drop {α : Type u} (n : Nat) (l : List α) : List.take n l ++ List.drop n l = l := by
  induction n generalizing l with
  | zero => rfl
  | succ n ih =>
    cases l with
    | nil => rfl
    | cons a l => rw [List.take_succ_cons, List.drop_succ_cons, List.cons_append, ih]

def List.decMem {α : Type u} (h : (a b : α) → Decidable (a = b)) (a : α) (l : List α) : Decidable (a ∈ l) := @List.rec α (fun l => Decidable (a ∈ l)) (Decidable.isFalse (fun k => nomatch k)) (fun b l ih => @Decidable.rec (a = b) (fun _ => Decidable (a ∈ b :: l)) (fun n => @Decidable.rec (a ∈ l) (fun _ => Decidable (a ∈ b :: l)) (fun m => Decidable.isFalse (fun k => Or.elim (List.mem_cons.1 k) n m)) (fun k => Decidable.isTrue (List.Mem.tail b k)) ih) (fun k => Decidable.isTrue (List.mem_cons.2 (Or.inl k))) (h a b)) l

def List.decidableBAll {α : Type u} {p : α → Prop} (h : (a : α) → Decidable (p a)) (l : List α) : Decidable (∀ a, a ∈ l → p a) := @List.rec α (fun l => Decidable (∀ a, a ∈ l → p a)) (Decidable.isTrue (fun a k => nomatch k)) (fun x xs ih => @Decidable.rec (p x) (fun _ => Decidable (∀ a, a ∈ x :: xs → p a)) (fun n => Decidable.isFalse (fun f => n (f x (List.Mem.head xs)))) (fun y => @Decidable.rec (∀ a, a ∈ xs → p a) (fun _ => Decidable (∀ a, a ∈ x :: xs → p a)) (fun n => Decidable.isFalse (fun f => n (fun a k => f a (List.Mem.tail x k)))) (fun g => Decidable.isTrue (fun a k => Or.elim (List.mem_cons.mp k) (fun e => Eq.subst (motive := fun z => p z) (Eq.symm e) y) (fun l => g a l))) ih) (h x)) l

def instDecidableEqList {α : Type u} (h : (a b : α) → Decidable (a = b)) (x y : List α) : Decidable (x = y) := @List.rec α (fun x => (y : List α) → Decidable (x = y)) (fun y => @List.rec α (fun y => Decidable ([] = y)) (Decidable.isTrue rfl) (fun b bs _ => Decidable.isFalse (fun e => nomatch e)) y) (fun a as ih y => @List.rec α (fun y => Decidable (a :: as = y)) (Decidable.isFalse (fun e => nomatch e)) (fun b bs _ => @Decidable.rec (a = b) (fun _ => Decidable (a :: as = b :: bs)) (fun n => Decidable.isFalse (fun e => n (List.cons.inj e).1)) (fun k => @Decidable.rec (as = bs) (fun _ => Decidable (a :: as = b :: bs)) (fun n => Decidable.isFalse (fun e => n (List.cons.inj e).2)) (fun m => Decidable.isTrue (by rw [k, m])) (ih bs)) (h a b)) y) x y
"""
