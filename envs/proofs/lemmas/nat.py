# ruff: noqa: E501
"""Lemmas about natural numbers, under the names of Lean's core library."""

TEXT = r"""
theorem Nat.noConfusion_zero_succ {n : Nat} (h : 0 = n + 1) : False := @Eq.rec Nat 0 (fun x _ => @Nat.rec (fun _ => Prop) True (fun _ _ => False) x) True.intro (n + 1) h

@[simp] theorem Nat.succ_ne_zero (n : Nat) : n + 1 ≠ 0 := fun h => Nat.noConfusion_zero_succ (Eq.symm h)

theorem Nat.add_one_ne_zero (n : Nat) : n + 1 ≠ 0 := Nat.succ_ne_zero n

theorem Nat.zero_ne_add_one (n : Nat) : 0 ≠ n + 1 := fun h => Nat.noConfusion_zero_succ h

theorem Nat.zero_ne_one : 0 ≠ 1 := Nat.zero_ne_add_one 0

theorem Nat.one_ne_zero : 1 ≠ 0 := Nat.succ_ne_zero 0

theorem Nat.succ.inj {m n : Nat} (h : Nat.succ m = Nat.succ n) : m = n := congrArg Nat.pred h

theorem Nat.succ.injEq (m n : Nat) : (Nat.succ m = Nat.succ n) = (m = n) := propext (Iff.intro Nat.succ.inj (fun h => congrArg Nat.succ h))

theorem Nat.succ_inj {m n : Nat} : Nat.succ m = Nat.succ n ↔ m = n := Iff.intro Nat.succ.inj (fun h => congrArg Nat.succ h)

theorem Nat.succ_inj' {m n : Nat} : Nat.succ m = Nat.succ n ↔ m = n := Nat.succ_inj

@[simp] theorem Nat.add_right_cancel_iff {m k n : Nat} : m + n = k + n ↔ m = k := by omega

@[simp] theorem Nat.add_left_cancel_iff {m k n : Nat} : n + m = n + k ↔ m = k := by omega

def Nat.noConfusionType (P : Sort u) (a b : Nat) : Sort u := @Nat.casesOn (fun _ => Sort u) a (@Nat.casesOn (fun _ => Sort u) b (P → P) (fun _ => P)) (fun n => @Nat.casesOn (fun _ => Sort u) b P (fun m => (n = m → P) → P))

def Nat.noConfusion {P : Sort u} {v1 v2 : Nat} (h : v1 = v2) : Nat.noConfusionType P v1 v2 := @Eq.rec Nat v1 (fun x _ => Nat.noConfusionType P v1 x) (@Nat.casesOn (fun v => Nat.noConfusionType P v v) v1 (fun p => p) (fun n k => k (Eq.refl n))) v2 h

@[simp] theorem Nat.add_zero (n : Nat) : n + 0 = n := Eq.refl n

theorem Nat.add_succ (n m : Nat) : n + Nat.succ m = Nat.succ (n + m) := Eq.refl (Nat.succ (n + m))

theorem Nat.add_one (n : Nat) : n + 1 = Nat.succ n := Eq.refl (Nat.succ n)

theorem Nat.succ_eq_add_one (n : Nat) : Nat.succ n = n + 1 := Eq.refl (n + 1)

theorem Nat.zero_eq : Nat.zero = 0 := Eq.refl 0

@[simp] theorem Nat.zero_add (n : Nat) : 0 + n = n := @Nat.rec (fun n => 0 + n = n) (Eq.refl 0) (fun k ih => congrArg Nat.succ ih) n

theorem Nat.succ_add (n m : Nat) : Nat.succ n + m = Nat.succ (n + m) := @Nat.rec (fun m => Nat.succ n + m = Nat.succ (n + m)) (Eq.refl (Nat.succ n)) (fun k ih => congrArg Nat.succ ih) m

theorem Nat.add_comm (n m : Nat) : n + m = m + n := @Nat.rec (fun m => n + m = m + n) (Eq.symm (Nat.zero_add n)) (fun k ih => Eq.trans (congrArg Nat.succ ih) (Eq.symm (Nat.succ_add k n))) m

theorem Nat.add_assoc (n m k : Nat) : n + m + k = n + (m + k) := @Nat.rec (fun k => n + m + k = n + (m + k)) (Eq.refl (n + m)) (fun _ ih => congrArg Nat.succ ih) k

theorem Nat.add_left_comm (n m k : Nat) : n + (m + k) = m + (n + k) := by omega

theorem Nat.add_right_comm (n m k : Nat) : n + m + k = n + k + m := by omega

theorem Nat.add_left_cancel {n m k : Nat} (h : n + m = n + k) : m = k := by omega

theorem Nat.add_right_cancel {n m k : Nat} (h : n + m = k + m) : n = k := by omega

theorem Nat.eq_zero_of_add_eq_zero {n m : Nat} (h : n + m = 0) : n = 0 ∧ m = 0 := by omega

theorem Nat.eq_zero_of_add_eq_zero_left {n m : Nat} (h : n + m = 0) : m = 0 := by omega

theorem Nat.eq_zero_of_add_eq_zero_right {n m : Nat} (h : n + m = 0) : n = 0 := by omega

@[simp] theorem Nat.add_eq_zero_iff {n m : Nat} : n + m = 0 ↔ n = 0 ∧ m = 0 := by omega

theorem Nat.add_eq_zero {n m : Nat} : n + m = 0 ↔ n = 0 ∧ m = 0 := by omega

@[simp] theorem Nat.add_left_eq_self {a b : Nat} : a + b = b ↔ a = 0 := by omega

@[simp] theorem Nat.add_right_eq_self {a b : Nat} : a + b = a ↔ b = 0 := by omega

@[simp] theorem Nat.left_eq_add {a b : Nat} : a = a + b ↔ b = 0 := by omega

@[simp] theorem Nat.right_eq_add {a b : Nat} : b = a + b ↔ a = 0 := by omega

theorem Nat.self_eq_add_right {a b : Nat} : a = a + b ↔ b = 0 := by omega

theorem Nat.self_eq_add_left {a b : Nat} : a = b + a ↔ b = 0 := by omega

theorem Nat.add_eq_left {a b : Nat} : a + b = a ↔ b = 0 := by omega

theorem Nat.add_eq_right {a b : Nat} : a + b = b ↔ a = 0 := by omega

theorem Nat.one_add (n : Nat) : 1 + n = Nat.succ n := by omega

theorem Nat.add_one_inj {a b : Nat} : a + 1 = b + 1 ↔ a = b := by omega

theorem Nat.succ_ne_self (n : Nat) : Nat.succ n ≠ n := by omega

theorem Nat.add_self_ne_one (n : Nat) : n + n ≠ 1 := by omega

@[simp] theorem Nat.mul_zero (n : Nat) : n * 0 = 0 := Eq.refl 0

theorem Nat.mul_succ (n m : Nat) : n * Nat.succ m = n * m + n := Eq.refl (n * m + n)

theorem Nat.mul_add_one (n m : Nat) : n * (m + 1) = n * m + n := Eq.refl (n * m + n)

@[simp] theorem Nat.zero_mul (n : Nat) : 0 * n = 0 := @Nat.rec (fun n => 0 * n = 0) (Eq.refl 0) (fun _ ih => ih) n

theorem Nat.succ_mul (n m : Nat) : Nat.succ n * m = n * m + m := by ring

theorem Nat.add_one_mul (n m : Nat) : (n + 1) * m = n * m + m := by ring

theorem Nat.mul_comm (n m : Nat) : n * m = m * n := by ring

@[simp] theorem Nat.mul_one (n : Nat) : n * 1 = n := by ring

@[simp] theorem Nat.one_mul (n : Nat) : 1 * n = n := by ring

theorem Nat.mul_assoc (n m k : Nat) : n * m * k = n * (m * k) := by ring

theorem Nat.mul_left_comm (n m k : Nat) : n * (m * k) = m * (n * k) := by ring

theorem Nat.mul_right_comm (n m k : Nat) : n * m * k = n * k * m := by ring

theorem Nat.left_distrib (n m k : Nat) : n * (m + k) = n * m + n * k := by ring

theorem Nat.mul_add (n m k : Nat) : n * (m + k) = n * m + n * k := by ring

theorem Nat.right_distrib (n m k : Nat) : (n + m) * k = n * k + m * k := by ring

theorem Nat.add_mul (n m k : Nat) : (n + m) * k = n * k + m * k := by ring

theorem Nat.two_mul (n : Nat) : 2 * n = n + n := by ring

theorem Nat.mul_two (n : Nat) : n * 2 = n + n := by ring

@[simp] theorem Nat.pow_zero (b : Nat) : b ^ 0 = 1 := Eq.refl 1

theorem Nat.pow_succ (b n : Nat) : b ^ Nat.succ n = b ^ n * b := Eq.refl (b ^ n * b)

theorem Nat.pow_add_one (b n : Nat) : b ^ (n + 1) = b ^ n * b := Eq.refl (b ^ n * b)

theorem Nat.pow_succ' (b n : Nat) : b ^ Nat.succ n = b * b ^ n := by rw [Nat.pow_succ, Nat.mul_comm]

@[simp] theorem Nat.pow_one (a : Nat) : a ^ 1 = a := by ring

theorem Nat.pow_two (a : Nat) : a ^ 2 = a * a := by ring

@[simp] theorem Nat.one_pow (n : Nat) : 1 ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_succ, ih]

theorem Nat.pow_add (a m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => simp
  | succ n ih => rw [← Nat.add_assoc, Nat.pow_succ, ih, Nat.pow_succ, Nat.mul_assoc]

theorem Nat.mul_pow (a b n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [Nat.pow_succ, ih, Nat.pow_succ, Nat.pow_succ]
    ring

theorem Nat.pow_mul (a m n : Nat) : a ^ (m * n) = (a ^ m) ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.mul_succ, Nat.pow_add, ih, Nat.pow_succ]

@[simp] theorem Nat.le_refl (n : Nat) : n ≤ n := @Nat.le.refl n

theorem Nat.le_rfl {n : Nat} : n ≤ n := @Nat.le.refl n

theorem Nat.le_of_eq {n m : Nat} (h : n = m) : n ≤ m := by omega

theorem Nat.le_succ (n : Nat) : n ≤ Nat.succ n := Nat.le.step Nat.le.refl

theorem Nat.le_add_one (n : Nat) : n ≤ n + 1 := Nat.le.step Nat.le.refl

theorem Nat.le_step {n m : Nat} (h : n ≤ m) : n ≤ m + 1 := Nat.le.step h

theorem Nat.le_succ_of_le {n m : Nat} (h : n ≤ m) : n ≤ Nat.succ m := Nat.le.step h

theorem Nat.le_add_one_of_le {n m : Nat} (h : n ≤ m) : n ≤ m + 1 := Nat.le.step h

@[simp] theorem Nat.zero_le (n : Nat) : 0 ≤ n := @Nat.rec (fun n => 0 ≤ n) Nat.le.refl (fun _ ih => Nat.le.step ih) n

theorem Nat.le_trans {n m k : Nat} (h₁ : n ≤ m) (h₂ : m ≤ k) : n ≤ k := by
  induction h₂ with
  | refl => exact h₁
  | step _ ih => exact Nat.le.step ih

theorem Nat.succ_le_succ {n m : Nat} (h : n ≤ m) : Nat.succ n ≤ Nat.succ m := by
  induction h with
  | refl => exact Nat.le.refl
  | step _ ih => exact Nat.le.step ih

theorem Nat.pred_le_pred {n m : Nat} (h : n ≤ m) : Nat.pred n ≤ Nat.pred m := by
  induction h with
  | refl => exact Nat.le.refl
  | @step m _ ih =>
    cases m with
    | zero => exact ih
    | succ k => exact Nat.le_succ_of_le ih

theorem Nat.le_of_succ_le_succ {n m : Nat} (h : Nat.succ n ≤ Nat.succ m) : n ≤ m := Nat.pred_le_pred h

theorem Nat.not_succ_le_zero (n : Nat) : ¬(Nat.succ n ≤ 0) := fun h => nomatch h

theorem Nat.not_succ_le_self (n : Nat) : ¬(Nat.succ n ≤ n) := @Nat.rec (fun n => ¬(Nat.succ n ≤ n)) (Nat.not_succ_le_zero 0) (fun k ih h => ih (Nat.le_of_succ_le_succ h)) n

theorem Nat.lt_irrefl (n : Nat) : ¬(n < n) := Nat.not_succ_le_self n

@[simp] theorem Nat.lt_self_iff_false (n : Nat) : n < n ↔ False := iff_false_intro (Nat.lt_irrefl n)

theorem Nat.lt_trans {n m k : Nat} (h₁ : n < m) (h₂ : m < k) : n < k := by omega

theorem Nat.lt_of_le_of_lt {n m k : Nat} (h₁ : n ≤ m) (h₂ : m < k) : n < k := by omega

theorem Nat.lt_of_lt_of_le {n m k : Nat} (h₁ : n < m) (h₂ : m ≤ k) : n < k := by omega

theorem Nat.lt_of_lt_of_eq {n m k : Nat} (h₁ : n < m) (h₂ : m = k) : n < k := by omega

theorem Nat.lt_of_succ_lt {n m : Nat} (h : Nat.succ n < m) : n < m := by omega

theorem Nat.lt_of_succ_lt_succ {n m : Nat} (h : Nat.succ n < Nat.succ m) : n < m := by omega

theorem Nat.lt_of_succ_le {n m : Nat} (h : Nat.succ n ≤ m) : n < m := h

theorem Nat.succ_le_of_lt {n m : Nat} (h : n < m) : Nat.succ n ≤ m := h

theorem Nat.lt_of_add_one_le {n m : Nat} (h : n + 1 ≤ m) : n < m := h

theorem Nat.add_one_le_of_lt {n m : Nat} (h : n < m) : n + 1 ≤ m := h

theorem Nat.lt_succ_of_le {n m : Nat} (h : n ≤ m) : n < Nat.succ m := Nat.succ_le_succ h

theorem Nat.lt_add_one_of_le {n m : Nat} (h : n ≤ m) : n < m + 1 := Nat.succ_le_succ h

theorem Nat.le_of_lt_succ {n m : Nat} (h : n < Nat.succ m) : n ≤ m := Nat.le_of_succ_le_succ h

theorem Nat.le_of_lt_add_one {n m : Nat} (h : n < m + 1) : n ≤ m := Nat.le_of_succ_le_succ h

theorem Nat.lt_succ_iff {m n : Nat} : m < Nat.succ n ↔ m ≤ n := by omega

theorem Nat.lt_add_one_iff {m n : Nat} : m < n + 1 ↔ m ≤ n := by omega

theorem Nat.succ_le_iff {m n : Nat} : Nat.succ m ≤ n ↔ m < n := Iff.refl (m < n)

theorem Nat.add_one_le_iff {m n : Nat} : m + 1 ≤ n ↔ m < n := Iff.refl (m < n)

theorem Nat.succ_le {m n : Nat} : Nat.succ m ≤ n ↔ m < n := Iff.refl (m < n)

theorem Nat.lt_succ_self (n : Nat) : n < Nat.succ n := Nat.le.refl

theorem Nat.lt_succ_of_lt {n m : Nat} (h : n < m) : n < Nat.succ m := by omega

@[simp] theorem Nat.lt_add_one (n : Nat) : n < n + 1 := Nat.le.refl

theorem Nat.lt.base (n : Nat) : n < Nat.succ n := Nat.le.refl

theorem Nat.lt.step {n m : Nat} (h : n < m) : n < Nat.succ m := Nat.le.step h

theorem Nat.le_of_lt {n m : Nat} (h : n < m) : n ≤ m := by omega

theorem Nat.le_of_succ_le {n m : Nat} (h : Nat.succ n ≤ m) : n ≤ m := by omega

theorem Nat.succ_lt_succ {n m : Nat} (h : n < m) : Nat.succ n < Nat.succ m := by omega

@[simp] theorem Nat.succ_lt_succ_iff {m n : Nat} : Nat.succ m < Nat.succ n ↔ m < n := by omega

@[simp] theorem Nat.succ_le_succ_iff {m n : Nat} : Nat.succ m ≤ Nat.succ n ↔ m ≤ n := by omega

@[simp] theorem Nat.add_le_add_iff_right {m k n : Nat} : m + n ≤ k + n ↔ m ≤ k := by omega

@[simp] theorem Nat.add_le_add_iff_left {m k n : Nat} : n + m ≤ n + k ↔ m ≤ k := by omega

@[simp] theorem Nat.add_lt_add_iff_right {m k n : Nat} : m + n < k + n ↔ m < k := by omega

@[simp] theorem Nat.add_lt_add_iff_left {m k n : Nat} : n + m < n + k ↔ m < k := by omega

theorem Nat.zero_lt_succ (n : Nat) : 0 < Nat.succ n := by omega

@[simp] theorem Nat.zero_lt_add_one (n : Nat) : 0 < n + 1 := by omega

theorem Nat.succ_pos (n : Nat) : 0 < Nat.succ n := by omega

theorem Nat.zero_lt_one : 0 < 1 := by omega

theorem Nat.one_pos : 0 < 1 := by omega

theorem Nat.two_pos : 0 < 2 := by omega

@[simp] theorem Nat.not_lt_zero (n : Nat) : ¬(n < 0) := Nat.not_succ_le_zero n

theorem Nat.le_antisymm {n m : Nat} (h₁ : n ≤ m) (h₂ : m ≤ n) : n = m := by omega

theorem Nat.le_antisymm_iff {n m : Nat} : n = m ↔ n ≤ m ∧ m ≤ n := by omega

theorem Nat.le_total (m n : Nat) : m ≤ n ∨ n ≤ m := by omega

theorem Nat.lt_or_ge (a b : Nat) : a < b ∨ a ≥ b := by omega

theorem Nat.lt_or_le (a b : Nat) : a < b ∨ b ≤ a := by omega

theorem Nat.le_or_lt (a b : Nat) : a ≤ b ∨ b < a := by omega

theorem Nat.lt_trichotomy (a b : Nat) : a < b ∨ a = b ∨ b < a := by omega

theorem Nat.lt_or_gt_of_ne {a b : Nat} (h : a ≠ b) : a < b ∨ a > b := by omega

theorem Nat.eq_or_lt_of_le {n m : Nat} (h : n ≤ m) : n = m ∨ n < m := by omega

theorem Nat.lt_or_eq_of_le {n m : Nat} (h : n ≤ m) : n < m ∨ n = m := by omega

theorem Nat.le_iff_lt_or_eq {n m : Nat} : n ≤ m ↔ n < m ∨ n = m := by omega

theorem Nat.lt_iff_le_and_ne {m n : Nat} : m < n ↔ m ≤ n ∧ m ≠ n := by omega

theorem Nat.lt_iff_le_not_le {m n : Nat} : m < n ↔ m ≤ n ∧ ¬(n ≤ m) := by omega

theorem Nat.lt_of_le_of_ne {n m : Nat} (h₁ : n ≤ m) (h₂ : n ≠ m) : n < m := by omega

@[simp] theorem Nat.not_le {n m : Nat} : ¬(n ≤ m) ↔ m < n := by omega

@[simp] theorem Nat.not_lt {n m : Nat} : ¬(n < m) ↔ m ≤ n := by omega

theorem Nat.not_le_of_gt {n m : Nat} (h : n > m) : ¬(n ≤ m) := by omega

theorem Nat.not_le_of_lt {a b : Nat} (h : a < b) : ¬(b ≤ a) := by omega

theorem Nat.not_lt_of_ge {a b : Nat} (h : b ≥ a) : ¬(b < a) := by omega

theorem Nat.not_lt_of_le {a b : Nat} (h : a ≤ b) : ¬(b < a) := by omega

theorem Nat.not_lt_of_gt {a b : Nat} (h : a > b) : ¬(a < b) := by omega

theorem Nat.le_of_not_le {a b : Nat} (h : ¬(b ≤ a)) : a ≤ b := by omega

theorem Nat.le_of_not_lt {a b : Nat} (h : ¬(a < b)) : b ≤ a := by omega

theorem Nat.lt_of_not_le {a b : Nat} (h : ¬(a ≤ b)) : b < a := by omega

theorem Nat.lt_of_not_ge {a b : Nat} (h : ¬(b ≥ a)) : b < a := by omega

theorem Nat.ge_of_not_lt {a b : Nat} (h : ¬(a < b)) : a ≥ b := by omega

theorem Nat.gt_of_not_le {a b : Nat} (h : ¬(a ≤ b)) : a > b := by omega

theorem Nat.ne_of_gt {a b : Nat} (h : b < a) : a ≠ b := by omega

theorem Nat.ne_of_lt {a b : Nat} (h : a < b) : a ≠ b := by omega

theorem Nat.ne_of_lt' {a b : Nat} (h : a < b) : b ≠ a := by omega

theorem Nat.lt_asymm {a b : Nat} (h : a < b) : ¬(b < a) := by omega

theorem Nat.pos_of_ne_zero {n : Nat} (h : n ≠ 0) : 0 < n := by omega

theorem Nat.ne_zero_of_lt {a b : Nat} (h : b < a) : a ≠ 0 := by omega

theorem Nat.pos_iff_ne_zero {n : Nat} : 0 < n ↔ n ≠ 0 := by omega

theorem Nat.zero_lt_of_ne_zero {a : Nat} (h : a ≠ 0) : 0 < a := by omega

theorem Nat.zero_lt_of_lt {a b : Nat} (h : a < b) : 0 < b := by omega

theorem Nat.pos_of_lt {a b : Nat} (h : a < b) : 0 < b := by omega

theorem Nat.not_eq_zero_of_lt {a b : Nat} (h : b < a) : a ≠ 0 := by omega

theorem Nat.eq_zero_or_pos (n : Nat) : n = 0 ∨ 0 < n := by omega

theorem Nat.eq_zero_of_le_zero {n : Nat} (h : n ≤ 0) : n = 0 := by omega

theorem Nat.eq_zero_of_not_pos {n : Nat} (h : ¬(0 < n)) : n = 0 := by omega

@[simp] theorem Nat.le_zero_eq (a : Nat) : (a ≤ 0) = (a = 0) := propext (by omega)

theorem Nat.le_zero {n : Nat} : n ≤ 0 ↔ n = 0 := by omega

theorem Nat.lt_one_iff {n : Nat} : n < 1 ↔ n = 0 := by omega

theorem Nat.one_le_iff_ne_zero {n : Nat} : 1 ≤ n ↔ n ≠ 0 := by omega

theorem Nat.exists_eq_succ_of_ne_zero {n : Nat} (h : n ≠ 0) : ∃ k, n = Nat.succ k := by
  cases n with
  | zero => exact absurd rfl h
  | succ k => exact ⟨k, rfl⟩

theorem Nat.exists_eq_add_one_of_ne_zero {n : Nat} (h : n ≠ 0) : ∃ k, n = k + 1 := Nat.exists_eq_succ_of_ne_zero h

theorem Nat.exists_eq_add_of_le {m n : Nat} (h : m ≤ n) : ∃ k, n = m + k := ⟨n - m, by omega⟩

theorem Nat.exists_eq_add_of_le' {m n : Nat} (h : m ≤ n) : ∃ k, n = k + m := ⟨n - m, by omega⟩

theorem Nat.exists_eq_add_of_lt {m n : Nat} (h : m < n) : ∃ k, n = m + k + 1 := ⟨n - m - 1, by omega⟩

theorem Nat.le.dest {n m : Nat} (h : n ≤ m) : ∃ k, n + k = m := ⟨m - n, by omega⟩

theorem Nat.le.intro {n m k : Nat} (h : n + k = m) : n ≤ m := by omega

theorem Nat.le_iff_exists_add {m n : Nat} : m ≤ n ↔ ∃ k, n = m + k := Iff.intro Nat.exists_eq_add_of_le (fun ⟨k, hk⟩ => by omega)

@[simp] theorem Nat.le_add_right (n k : Nat) : n ≤ n + k := by omega

@[simp] theorem Nat.le_add_left (n m : Nat) : n ≤ m + n := by omega

theorem Nat.le_add_right_of_le {n m k : Nat} (h : n ≤ m) : n ≤ m + k := by omega

theorem Nat.le_add_left_of_le {n m k : Nat} (h : n ≤ m) : n ≤ k + m := by omega

theorem Nat.lt_add_right {a b : Nat} (c : Nat) (h : a < b) : a < b + c := by omega

theorem Nat.lt_add_left {a b : Nat} (c : Nat) (h : a < b) : a < c + b := by omega

theorem Nat.lt_add_of_pos_right {n k : Nat} (h : 0 < k) : n < n + k := by omega

theorem Nat.lt_add_of_pos_left {n k : Nat} (h : 0 < k) : n < k + n := by omega

theorem Nat.add_le_add {a b c d : Nat} (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d := by omega

theorem Nat.add_le_add_left {n m : Nat} (h : n ≤ m) (k : Nat) : k + n ≤ k + m := by omega

theorem Nat.add_le_add_right {n m : Nat} (h : n ≤ m) (k : Nat) : n + k ≤ m + k := by omega

theorem Nat.add_lt_add {a b c d : Nat} (h₁ : a < b) (h₂ : c < d) : a + c < b + d := by omega

theorem Nat.add_lt_add_left {n m : Nat} (h : n < m) (k : Nat) : k + n < k + m := by omega

theorem Nat.add_lt_add_right {n m : Nat} (h : n < m) (k : Nat) : n + k < m + k := by omega

theorem Nat.add_lt_add_of_le_of_lt {a b c d : Nat} (h₁ : a ≤ b) (h₂ : c < d) : a + c < b + d := by omega

theorem Nat.add_lt_add_of_lt_of_le {a b c d : Nat} (h₁ : a < b) (h₂ : c ≤ d) : a + c < b + d := by omega

theorem Nat.le_of_add_le_add_left {a b c : Nat} (h : a + b ≤ a + c) : b ≤ c := by omega

theorem Nat.le_of_add_le_add_right {a b c : Nat} (h : a + b ≤ c + b) : a ≤ c := by omega

theorem Nat.lt_of_add_lt_add_left {k n m : Nat} (h : k + n < k + m) : n < m := by omega

theorem Nat.lt_of_add_lt_add_right {k n m : Nat} (h : n + k < m + k) : n < m := by omega

theorem Nat.mul_le_mul_left {m n : Nat} (k : Nat) (h : m ≤ n) : k * m ≤ k * n := by
  induction k with
  | zero => simp
  | succ k ih =>
    rw [Nat.add_one_mul, Nat.add_one_mul]
    omega

theorem Nat.mul_le_mul_right {m n : Nat} (k : Nat) (h : m ≤ n) : m * k ≤ n * k := by
  rw [Nat.mul_comm m k, Nat.mul_comm n k]
  exact Nat.mul_le_mul_left k h

theorem Nat.mul_le_mul {p q m n : Nat} (h₁ : p ≤ m) (h₂ : q ≤ n) : p * q ≤ m * n := Nat.le_trans (Nat.mul_le_mul_right q h₁) (Nat.mul_le_mul_left m h₂)

theorem Nat.mul_lt_mul_of_pos_left {n m k : Nat} (h : n < m) (hk : k > 0) : k * n < k * m := Nat.lt_of_lt_of_le (Nat.lt_add_of_pos_right hk) (Nat.mul_le_mul_left k h)

theorem Nat.mul_lt_mul_of_pos_right {n m k : Nat} (h : n < m) (hk : k > 0) : n * k < m * k := by
  rw [Nat.mul_comm n k, Nat.mul_comm m k]
  exact Nat.mul_lt_mul_of_pos_left h hk

theorem Nat.mul_pos {m n : Nat} (ha : m > 0) (hb : n > 0) : m * n > 0 := Nat.mul_lt_mul_of_pos_left hb ha

theorem Nat.pos_pow_of_pos {b : Nat} (n : Nat) (h : 0 < b) : 0 < b ^ n := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih =>
    rw [Nat.pow_succ]
    exact Nat.mul_pos ih h

theorem Nat.pow_pos {b : Nat} (h : 0 < b) {n : Nat} : 0 < b ^ n := Nat.pos_pow_of_pos n h

theorem Nat.two_pow_pos (w : Nat) : 0 < 2 ^ w := Nat.pos_pow_of_pos w Nat.two_pos

theorem Nat.pow_le_pow_left {m n : Nat} (h : m ≤ n) (i : Nat) : m ^ i ≤ n ^ i := by
  induction i with
  | zero => exact Nat.le_refl 1
  | succ i ih => exact Nat.mul_le_mul ih h

theorem Nat.pow_le_pow_right {n m k : Nat} (h : n > 0) (hm : m ≤ k) : n ^ m ≤ n ^ k := by
  induction hm with
  | refl => exact Nat.le_refl (n ^ m)
  | @step k _ ih =>
    have h2 : n ^ k * 1 ≤ n ^ k * n := Nat.mul_le_mul_left (n ^ k) h
    rw [Nat.mul_one] at h2
    exact Nat.le_trans ih h2

theorem Nat.lt_two_pow_self {n : Nat} : n < 2 ^ n := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih =>
    rw [Nat.pow_succ]
    omega

@[simp] theorem Nat.mul_eq_zero {m n : Nat} : n * m = 0 ↔ n = 0 ∨ m = 0 := by
  constructor
  · intro h
    cases n with
    | zero => exact Or.inl rfl
    | succ n =>
      cases m with
      | zero => exact Or.inr rfl
      | succ m => exact absurd h (Nat.succ_ne_zero _)
  · rintro (h | h)
    · rw [h, Nat.zero_mul]
    · rw [h, Nat.mul_zero]

theorem Nat.eq_zero_of_mul_eq_zero {n m : Nat} (h : n * m = 0) : n = 0 ∨ m = 0 := Iff.mp Nat.mul_eq_zero h

theorem Nat.mul_ne_zero {n m : Nat} (hn : n ≠ 0) (hm : m ≠ 0) : n * m ≠ 0 := fun h => Or.elim (Iff.mp Nat.mul_eq_zero h) hn hm

theorem Nat.le_mul_of_pos_right {m : Nat} (n : Nat) (h : 0 < m) : n ≤ n * m := by
  have h2 := Nat.mul_le_mul_left n h
  rw [Nat.mul_succ, Nat.mul_zero, Nat.zero_add] at h2
  exact h2

theorem Nat.le_mul_of_pos_left {m : Nat} (n : Nat) (h : 0 < m) : n ≤ m * n := by
  rw [Nat.mul_comm]
  exact Nat.le_mul_of_pos_right n h

theorem Nat.le_of_mul_le_mul_left {a b c : Nat} (h : c * a ≤ c * b) (hc : 0 < c) : a ≤ b := Nat.le_of_not_lt (fun hlt => Nat.not_le_of_lt (Nat.mul_lt_mul_of_pos_left hlt hc) h)

theorem Nat.le_of_mul_le_mul_right {a b c : Nat} (h : a * c ≤ b * c) (hc : 0 < c) : a ≤ b := by
  rw [Nat.mul_comm a c, Nat.mul_comm b c] at h
  exact Nat.le_of_mul_le_mul_left h hc

theorem Nat.lt_of_mul_lt_mul_left {a b c : Nat} (h : a * b < a * c) : b < c := Nat.lt_of_not_le (fun hle => Nat.not_le_of_lt h (Nat.mul_le_mul_left a hle))

theorem Nat.eq_of_mul_eq_mul_left {m k n : Nat} (hn : 0 < n) (h : n * m = n * k) : m = k := Nat.le_antisymm (Nat.le_of_mul_le_mul_left (Nat.le_of_eq h) hn) (Nat.le_of_mul_le_mul_left (Nat.le_of_eq (Eq.symm h)) hn)

theorem Nat.eq_of_mul_eq_mul_right {m k n : Nat} (hn : 0 < n) (h : m * n = k * n) : m = k := by
  rw [Nat.mul_comm m n, Nat.mul_comm k n] at h
  exact Nat.eq_of_mul_eq_mul_left hn h

theorem Nat.mul_left_cancel {n m k : Nat} (np : 0 < n) (h : n * m = n * k) : m = k := Nat.eq_of_mul_eq_mul_left np h

theorem Nat.mul_right_cancel {n m k : Nat} (mp : 0 < m) (h : n * m = k * m) : n = k := Nat.eq_of_mul_eq_mul_right mp h

theorem Nat.mul_self_le_mul_self {m n : Nat} (h : m ≤ n) : m * m ≤ n * n := Nat.mul_le_mul h h

@[simp] theorem Nat.sub_zero (n : Nat) : n - 0 = n := Eq.refl n

theorem Nat.sub_succ (n m : Nat) : n - Nat.succ m = Nat.pred (n - m) := Eq.refl (Nat.pred (n - m))

@[simp] theorem Nat.zero_sub (n : Nat) : 0 - n = 0 := by omega

@[simp] theorem Nat.sub_self (n : Nat) : n - n = 0 := by omega

theorem Nat.succ_sub_succ (n m : Nat) : Nat.succ n - Nat.succ m = n - m := by omega

theorem Nat.succ_sub_succ_eq_sub (n m : Nat) : Nat.succ n - Nat.succ m = n - m := by omega

theorem Nat.succ_sub_one (n : Nat) : Nat.succ n - 1 = n := by omega

@[simp] theorem Nat.add_one_sub_one (n : Nat) : n + 1 - 1 = n := by omega

theorem Nat.succ_sub {m n : Nat} (h : n ≤ m) : Nat.succ m - n = Nat.succ (m - n) := by omega

theorem Nat.sub_le (n m : Nat) : n - m ≤ n := by omega

theorem Nat.sub_lt {n m : Nat} (h₁ : 0 < n) (h₂ : 0 < m) : n - m < n := by omega

theorem Nat.sub_sub (n m k : Nat) : n - m - k = n - (m + k) := by omega

theorem Nat.sub_add_cancel {n m : Nat} (h : m ≤ n) : n - m + m = n := by omega

theorem Nat.add_sub_cancel' {n m : Nat} (h : m ≤ n) : m + (n - m) = n := by omega

theorem Nat.add_sub_of_le {a b : Nat} (h : a ≤ b) : a + (b - a) = b := by omega

@[simp] theorem Nat.add_sub_cancel (n m : Nat) : n + m - m = n := by omega

@[simp] theorem Nat.add_sub_cancel_left (n m : Nat) : n + m - n = m := by omega

theorem Nat.add_sub_cancel_right (n m : Nat) : n + m - m = n := by omega

theorem Nat.add_sub_assoc {m k : Nat} (h : k ≤ m) (n : Nat) : n + m - k = n + (m - k) := by omega

theorem Nat.sub_add_comm {n m k : Nat} (h : k ≤ n) : n + m - k = n - k + m := by omega

theorem Nat.add_sub_add_right (n k m : Nat) : n + k - (m + k) = n - m := by omega

theorem Nat.add_sub_add_left (k n m : Nat) : k + n - (k + m) = n - m := by omega

theorem Nat.sub_eq_zero_of_le {n m : Nat} (h : n ≤ m) : n - m = 0 := by omega

theorem Nat.sub_eq_zero_iff_le {n m : Nat} : n - m = 0 ↔ n ≤ m := by omega

theorem Nat.le_of_sub_eq_zero {n m : Nat} (h : n - m = 0) : n ≤ m := by omega

theorem Nat.sub_ne_zero_of_lt {a b : Nat} (h : a < b) : b - a ≠ 0 := by omega

theorem Nat.sub_pos_of_lt {m n : Nat} (h : m < n) : 0 < n - m := by omega

theorem Nat.sub_pos_iff_lt {m n : Nat} : 0 < n - m ↔ m < n := by omega

theorem Nat.sub_le_sub_left {n m : Nat} (h : n ≤ m) (k : Nat) : k - m ≤ k - n := by omega

theorem Nat.sub_le_sub_right {n m : Nat} (h : n ≤ m) (k : Nat) : n - k ≤ m - k := by omega

theorem Nat.le_sub_of_add_le {a b c : Nat} (h : a + b ≤ c) : a ≤ c - b := by omega

theorem Nat.sub_le_of_le_add {a b c : Nat} (h : a ≤ c + b) : a - b ≤ c := by omega

theorem Nat.sub_le_iff_le_add {a b c : Nat} : a - b ≤ c ↔ a ≤ c + b := by omega

theorem Nat.le_sub_iff_add_le {x y k : Nat} (h : k ≤ y) : x ≤ y - k ↔ x + k ≤ y := by omega

theorem Nat.lt_sub_iff_add_lt {a b c : Nat} : a < c - b ↔ a + b < c := by omega

theorem Nat.sub_sub_self {n m : Nat} (h : m ≤ n) : n - (n - m) = m := by omega

theorem Nat.sub_eq_iff_eq_add {a b c : Nat} (h : b ≤ a) : a - b = c ↔ a = c + b := by omega

theorem Nat.sub_one_lt {n : Nat} (h : n ≠ 0) : n - 1 < n := by omega

theorem Nat.pred_lt {n : Nat} (h : n ≠ 0) : Nat.pred n < n := by
  cases n with
  | zero => exact absurd rfl h
  | succ k => exact Nat.lt_succ_self k

theorem Nat.pred_le (n : Nat) : Nat.pred n ≤ n := by
  cases n with
  | zero => exact Nat.le_refl 0
  | succ k => exact Nat.le_succ k

theorem Nat.pred_succ (n : Nat) : Nat.pred (Nat.succ n) = n := rfl

theorem Nat.pred_zero : Nat.pred 0 = 0 := rfl

theorem Nat.succ_pred {a : Nat} (h : a ≠ 0) : Nat.succ (Nat.pred a) = a := by
  cases a with
  | zero => exact absurd rfl h
  | succ k => rfl

theorem Nat.succ_pred_eq_of_pos {n : Nat} (h : 0 < n) : Nat.succ (Nat.pred n) = n := Nat.succ_pred (Nat.ne_of_gt h)

theorem Nat.sub_one_add_one {a : Nat} (h : a ≠ 0) : a - 1 + 1 = a := by omega

theorem Nat.mul_sub_one (n m : Nat) : n * (m - 1) = n * m - n := by
  cases m with
  | zero => simp
  | succ m =>
    rw [Nat.add_sub_cancel, Nat.mul_succ]
    omega

theorem Nat.mul_sub (k m n : Nat) : k * (m - n) = k * m - k * n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have h : m - (n + 1) = (m - n) - 1 := by omega
    rw [h, Nat.mul_sub_one, ih, Nat.mul_succ]
    omega

theorem Nat.sub_mul (n m k : Nat) : (n - m) * k = n * k - m * k := by
  rw [Nat.mul_comm, Nat.mul_sub, Nat.mul_comm k n, Nat.mul_comm k m]

theorem Nat.mul_sub_left_distrib (n m k : Nat) : n * (m - k) = n * m - n * k := Nat.mul_sub n m k

theorem Nat.mul_sub_right_distrib (n m k : Nat) : (n - m) * k = n * k - m * k := Nat.sub_mul n m k

theorem Nat.strongRecOn {motive : Nat → Prop} (n : Nat) (ind : ∀ n, (∀ m, m < n → motive m) → motive n) : motive n := by
  have key : ∀ k, ∀ m, m < k → motive m := by
    intro k
    induction k with
    | zero => intro m hm; exact absurd hm (Nat.not_lt_zero m)
    | succ k ih =>
      intro m hm
      apply ind
      intro j hj
      exact ih j (by omega)
  exact key (n + 1) n (Nat.lt_succ_self n)

theorem Nat.strong_induction_on {p : Nat → Prop} (n : Nat) (h : ∀ n, (∀ m, m < n → p m) → p n) : p n := Nat.strongRecOn n h

theorem Nat.strongInductionOn {p : Nat → Prop} (n : Nat) (h : ∀ n, (∀ m, m < n → p m) → p n) : p n := Nat.strongRecOn n h

theorem Nat.strong_induction {p : Nat → Prop} (h : ∀ n, (∀ m, m < n → p m) → p n) (n : Nat) : p n := Nat.strongRecOn n h

theorem Nat.mod_lt (x : Nat) {y : Nat} (h : y > 0) : x % y < y := by
  induction x with
  | zero => exact h
  | succ x ih =>
    show cond (Nat.beq (Nat.succ (x % y)) y) 0 (Nat.succ (x % y)) < y
    cases hb : Nat.beq (Nat.succ (x % y)) y with
    | false =>
      have hne : Nat.succ (x % y) ≠ y := fun e => by
        have h2 : Nat.beq y y = Bool.true := by
          have hr : ∀ n : Nat, Nat.beq n n = Bool.true := fun n => @Nat.rec (fun n => Nat.beq n n = Bool.true) rfl (fun _ ih => ih) n
          exact hr y
        rw [e] at hb
        rw [hb] at h2
        cases h2
      show Nat.succ (x % y) < y
      omega
    | true => exact h

theorem Nat.eq_of_beq_eq_true {n m : Nat} (h : Nat.beq n m = Bool.true) : n = m := by
  induction n generalizing m with
  | zero =>
    cases m with
    | zero => rfl
    | succ m => cases h
  | succ n ih =>
    cases m with
    | zero => cases h
    | succ m => rw [ih h]

theorem Nat.beq_refl (n : Nat) : Nat.beq n n = Bool.true := @Nat.rec (fun n => Nat.beq n n = Bool.true) rfl (fun _ ih => ih) n

theorem Nat.ne_of_beq_eq_false {n m : Nat} (h : Nat.beq n m = Bool.false) : n ≠ m := by
  intro e
  rw [e, Nat.beq_refl] at h
  cases h

@[simp] theorem Nat.beq_eq {n m : Nat} : (Nat.beq n m = Bool.true) = (n = m) := propext (Iff.intro Nat.eq_of_beq_eq_true (fun h => by rw [h, Nat.beq_refl]))

theorem beq_iff_eq {n m : Nat} : n == m ↔ n = m := Iff.intro Nat.eq_of_beq_eq_true (fun h => by rw [h, Nat.beq_refl])

@[simp] theorem Nat.beq_self_eq_true (n : Nat) : (n == n) = Bool.true := Nat.beq_refl n

theorem Nat.le_of_ble_eq_true {n m : Nat} (h : Nat.ble n m = Bool.true) : n ≤ m := by
  induction n generalizing m with
  | zero => exact Nat.zero_le m
  | succ n ih =>
    cases m with
    | zero => cases h
    | succ m => exact Nat.succ_le_succ (ih h)

theorem Nat.ble_eq_true_of_le {n m : Nat} (h : n ≤ m) : Nat.ble n m = Bool.true := by
  induction n generalizing m with
  | zero => rfl
  | succ n ih =>
    cases m with
    | zero => exact absurd h (Nat.not_succ_le_zero n)
    | succ m => exact ih (Nat.le_of_succ_le_succ h)

theorem Nat.not_le_of_not_ble_eq_true {n m : Nat} (h : ¬(Nat.ble n m = Bool.true)) : ¬(n ≤ m) := fun h' => h (Nat.ble_eq_true_of_le h')

def Nat.decEq (n m : Nat) : Decidable (n = m) := @Bool.rec (fun b => Nat.beq n m = b → Decidable (n = m)) (fun h => Decidable.isFalse (Nat.ne_of_beq_eq_false h)) (fun h => Decidable.isTrue (Nat.eq_of_beq_eq_true h)) (Nat.beq n m) rfl

def Nat.decLe (n m : Nat) : Decidable (n ≤ m) := @Bool.rec (fun b => Nat.ble n m = b → Decidable (n ≤ m)) (fun h => Decidable.isFalse (fun k => by rw [Nat.ble_eq_true_of_le k] at h; cases h)) (fun h => Decidable.isTrue (Nat.le_of_ble_eq_true h)) (Nat.ble n m) rfl

def Nat.decLt (n m : Nat) : Decidable (n < m) := Nat.decLe (n + 1) m

theorem Nat.div_add_mod (m n : Nat) : n * (m / n) + m % n = m := by
  induction m with
  | zero => rfl
  | succ m ih =>
    have hmod : (m + 1) % n = cond (Nat.beq (Nat.succ (m % n)) n) 0 (Nat.succ (m % n)) := rfl
    have hdiv : (m + 1) / n = cond (Nat.beq ((m + 1) % n) 0) (Nat.succ (m / n)) (m / n) := rfl
    cases hb : Nat.beq (Nat.succ (m % n)) n with
    | false =>
      rw [hb] at hmod
      have h1 : (m + 1) % n = Nat.succ (m % n) := hmod
      rw [h1] at hdiv
      have h2 : (m + 1) / n = m / n := hdiv
      rw [h1, h2]
      omega
    | true =>
      rw [hb] at hmod
      have h1 : (m + 1) % n = 0 := hmod
      rw [h1] at hdiv
      have h2 : (m + 1) / n = Nat.succ (m / n) := hdiv
      have h3 := Nat.eq_of_beq_eq_true hb
      rw [h1, h2, Nat.mul_succ]
      omega

theorem Nat.mod_add_div (m k : Nat) : m % k + k * (m / k) = m := by
  rw [Nat.add_comm, Nat.div_add_mod]

theorem Nat.div_add_mod' (m n : Nat) : m / n * n + m % n = m := by
  rw [Nat.mul_comm, Nat.div_add_mod]

@[simp] theorem Nat.mod_zero (a : Nat) : a % 0 = a := by
  have h := Nat.div_add_mod a 0
  rw [Nat.zero_mul, Nat.zero_add] at h
  exact h

@[simp] theorem Nat.zero_mod (b : Nat) : 0 % b = 0 := rfl

@[simp] theorem Nat.zero_div (b : Nat) : 0 / b = 0 := rfl

theorem Nat.eq_of_mul_add_eq {b q r q' r' : Nat} (hr : r < b) (hr' : r' < b) (h : b * q + r = b * q' + r') : q = q' := by
  apply Nat.le_antisymm
  · apply Nat.le_of_not_lt
    intro hlt
    have h2 := Nat.mul_le_mul_left b hlt
    rw [Nat.mul_succ] at h2
    omega
  · apply Nat.le_of_not_lt
    intro hlt
    have h2 := Nat.mul_le_mul_left b hlt
    rw [Nat.mul_succ] at h2
    omega

theorem Nat.div_eq_of_eq_mul_add {a b q r : Nat} (hr : r < b) (h : a = b * q + r) : a / b = q := by
  have hb : b > 0 := by omega
  exact Nat.eq_of_mul_add_eq (Nat.mod_lt a hb) hr (by rw [Nat.div_add_mod, h])

theorem Nat.mod_eq_of_eq_mul_add {a b q r : Nat} (hr : r < b) (h : a = b * q + r) : a % b = r := by
  have h1 := Nat.div_eq_of_eq_mul_add hr h
  have h2 := Nat.div_add_mod a b
  rw [h1] at h2
  omega

theorem Nat.mod_eq_of_lt {a b : Nat} (h : a < b) : a % b = a := Nat.mod_eq_of_eq_mul_add h (by rw [Nat.mul_zero, Nat.zero_add])

theorem Nat.div_eq_of_lt {a b : Nat} (h : a < b) : a / b = 0 := Nat.div_eq_of_eq_mul_add h (by rw [Nat.mul_zero, Nat.zero_add])

@[simp] theorem Nat.mod_self (n : Nat) : n % n = 0 := by
  cases n with
  | zero => rfl
  | succ n => exact Nat.mod_eq_of_eq_mul_add (q := 1) (by omega) (by omega)

@[simp] theorem Nat.mod_one (n : Nat) : n % 1 = 0 := by omega

@[simp] theorem Nat.div_one (n : Nat) : n / 1 = n := by omega

theorem Nat.div_self {n : Nat} (h : 0 < n) : n / n = 1 := Nat.div_eq_of_eq_mul_add (r := 0) h (by rw [Nat.mul_one, Nat.add_zero])

@[simp] theorem Nat.mul_mod_right (x y : Nat) : x * y % x = 0 := by
  cases x with
  | zero => rw [Nat.zero_mul, Nat.zero_mod]
  | succ x => exact Nat.mod_eq_of_eq_mul_add (q := y) (by omega) (by rw [Nat.add_zero])

@[simp] theorem Nat.mul_mod_left (x y : Nat) : x * y % y = 0 := by
  rw [Nat.mul_comm, Nat.mul_mod_right]

theorem Nat.mul_div_cancel_left (m : Nat) {n : Nat} (h : 0 < n) : n * m / n = m := Nat.div_eq_of_eq_mul_add (r := 0) h (by rw [Nat.add_zero])

theorem Nat.mul_div_cancel (m : Nat) {n : Nat} (h : 0 < n) : m * n / n = m := by
  rw [Nat.mul_comm]
  exact Nat.mul_div_cancel_left m h

theorem Nat.add_mul_mod_self_left (x y z : Nat) : (x + y * z) % y = x % y := by
  cases y with
  | zero => simp
  | succ y =>
    have hx := Nat.div_add_mod x (y + 1)
    exact Nat.mod_eq_of_eq_mul_add (q := x / (y + 1) + z) (Nat.mod_lt x (Nat.succ_pos y)) (by rw [Nat.mul_add]; omega)

theorem Nat.add_mul_mod_self_right (x y z : Nat) : (x + y * z) % z = x % z := by
  rw [Nat.mul_comm, Nat.add_mul_mod_self_left]

@[simp] theorem Nat.add_mod_right (x z : Nat) : (x + z) % z = x % z := by
  have h := Nat.add_mul_mod_self_left x z 1
  rw [Nat.mul_one] at h
  exact h

@[simp] theorem Nat.add_mod_left (x z : Nat) : (x + z) % x = z % x := by
  rw [Nat.add_comm, Nat.add_mod_right]

@[simp] theorem Nat.mod_mod (a n : Nat) : a % n % n = a % n := by
  cases n with
  | zero => simp
  | succ n => exact Nat.mod_eq_of_lt (Nat.mod_lt a (Nat.succ_pos n))

@[simp] theorem Nat.mod_add_mod (m n k : Nat) : (m % n + k) % n = (m + k) % n := by
  have h := Nat.add_mul_mod_self_left (m % n + k) n (m / n)
  have h2 : m % n + k + n * (m / n) = m + k := by
    have := Nat.mod_add_div m n
    omega
  rw [h2] at h
  exact h.symm

@[simp] theorem Nat.add_mod_mod (m n k : Nat) : (m + n % k) % k = (m + n) % k := by
  rw [Nat.add_comm, Nat.mod_add_mod, Nat.add_comm]

theorem Nat.add_mod (a b n : Nat) : (a + b) % n = (a % n + b % n) % n := by
  rw [Nat.add_mod_mod, Nat.mod_add_mod]

theorem Nat.mul_mod (a b n : Nat) : a * b % n = a % n * (b % n) % n := by
  have ha := Nat.mod_add_div a n
  have hb := Nat.mod_add_div b n
  have h : a * b = a % n * (b % n) + n * (a % n * (b / n) + a / n * (b % n) + n * (a / n) * (b / n)) := by
    have e : (a % n + n * (a / n)) * (b % n + n * (b / n)) = a % n * (b % n) + n * (a % n * (b / n) + a / n * (b % n) + n * (a / n) * (b / n)) := by ring
    rw [ha, hb] at e
    exact e
  rw [h, Nat.add_mul_mod_self_left]

theorem Nat.div_mul_le_self (m n : Nat) : m / n * n ≤ m := by
  have h := Nat.div_add_mod' m n
  omega

theorem Nat.mul_div_le (m n : Nat) : n * (m / n) ≤ m := by
  have h := Nat.div_add_mod m n
  omega

theorem Nat.div_le_self (n k : Nat) : n / k ≤ n := by
  cases k with
  | zero =>
    have h : n / 0 = 0 := by
      induction n with
      | zero => rfl
      | succ n ih =>
        show cond (Nat.beq ((n + 1) % 0) 0) (Nat.succ (n / 0)) (n / 0) = 0
        rw [Nat.mod_zero, ih]
        rfl
    omega
  | succ k => exact Nat.le_trans (Nat.le_mul_of_pos_right (n / (k + 1)) (Nat.succ_pos k)) (Nat.div_mul_le_self n (k + 1))

@[simp] theorem Nat.div_zero (b : Nat) : b / 0 = 0 := by
  induction b with
  | zero => rfl
  | succ n ih =>
    show cond (Nat.beq ((n + 1) % 0) 0) (Nat.succ (n / 0)) (n / 0) = 0
    rw [Nat.mod_zero, ih]
    rfl

theorem Nat.mod_two_eq_zero_or_one (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := by omega

theorem Nat.mod_two_eq_zero_or_one' (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := by omega

theorem Nat.mod_le (x y : Nat) : x % y ≤ x := by
  have h := Nat.mod_add_div x y
  omega

theorem Nat.dvd_refl (a : Nat) : a ∣ a := ⟨1, by omega⟩

theorem Nat.dvd_zero (a : Nat) : a ∣ 0 := ⟨0, rfl⟩

theorem Nat.one_dvd (n : Nat) : 1 ∣ n := ⟨n, by omega⟩

theorem Nat.dvd_mul_left (a b : Nat) : a ∣ b * a := ⟨b, Nat.mul_comm b a⟩

theorem Nat.dvd_mul_right (a b : Nat) : a ∣ a * b := ⟨b, rfl⟩

theorem Nat.dvd_trans {a b c : Nat} (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c := by
  obtain ⟨d, hd⟩ := h₁
  obtain ⟨e, he⟩ := h₂
  exact ⟨d * e, by rw [he, hd, Nat.mul_assoc]⟩

theorem Nat.dvd_add {m n k : Nat} (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m + n := by
  obtain ⟨d, hd⟩ := h₁
  obtain ⟨e, he⟩ := h₂
  exact ⟨d + e, by rw [hd, he, Nat.mul_add]⟩

theorem Nat.dvd_sub {m n k : Nat} (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m - n := by
  obtain ⟨d, hd⟩ := h₁
  obtain ⟨e, he⟩ := h₂
  exact ⟨d - e, by rw [hd, he, Nat.mul_sub]⟩

theorem Nat.dvd_sub' {m n k : Nat} (h₁ : k ∣ m) (h₂ : k ∣ n) : k ∣ m - n := Nat.dvd_sub h₁ h₂

theorem Nat.dvd_mul_right_of_dvd {a b : Nat} (h : a ∣ b) (c : Nat) : a ∣ b * c := Nat.dvd_trans h (Nat.dvd_mul_right b c)

theorem Nat.dvd_mul_left_of_dvd {a b : Nat} (h : a ∣ b) (c : Nat) : a ∣ c * b := Nat.dvd_trans h (Nat.dvd_mul_left b c)

theorem Nat.mul_dvd_mul {a b c d : Nat} (h₁ : a ∣ b) (h₂ : c ∣ d) : a * c ∣ b * d := by
  obtain ⟨e, he⟩ := h₁
  obtain ⟨f, hf⟩ := h₂
  exact ⟨e * f, by rw [he, hf]; ring⟩

theorem Nat.mul_dvd_mul_left {b c : Nat} (a : Nat) (h : b ∣ c) : a * b ∣ a * c := Nat.mul_dvd_mul (Nat.dvd_refl a) h

theorem Nat.mul_dvd_mul_right {a b : Nat} (h : a ∣ b) (c : Nat) : a * c ∣ b * c := Nat.mul_dvd_mul h (Nat.dvd_refl c)

theorem Nat.dvd_add_right {m k n : Nat} (h : k ∣ m) : k ∣ m + n ↔ k ∣ n := by
  constructor
  · intro h2
    have h3 := Nat.dvd_sub h2 h
    rw [Nat.add_sub_cancel_left] at h3
    exact h3
  · exact fun h2 => Nat.dvd_add h h2

theorem Nat.dvd_add_left {m k n : Nat} (h : k ∣ n) : k ∣ m + n ↔ k ∣ m := by
  rw [Nat.add_comm]
  exact Nat.dvd_add_right h

theorem Nat.eq_zero_of_zero_dvd {a : Nat} (h : 0 ∣ a) : a = 0 := by
  obtain ⟨c, hc⟩ := h
  rw [hc, Nat.zero_mul]

theorem Nat.le_of_dvd {m n : Nat} (h₁ : 0 < n) (h₂ : m ∣ n) : m ≤ n := by
  obtain ⟨k, hk⟩ := h₂
  cases k with
  | zero => rw [Nat.mul_zero] at hk; omega
  | succ k =>
    rw [hk]
    exact Nat.le_mul_of_pos_right m (Nat.succ_pos k)

theorem Nat.pos_of_dvd_of_pos {m n : Nat} (h₁ : m ∣ n) (h₂ : 0 < n) : 0 < m := by
  cases m with
  | zero =>
    have := Nat.eq_zero_of_zero_dvd h₁
    omega
  | succ m => exact Nat.succ_pos m

theorem Nat.dvd_antisymm {m n : Nat} (h₁ : m ∣ n) (h₂ : n ∣ m) : m = n := by
  cases m with
  | zero => exact (Nat.eq_zero_of_zero_dvd h₁).symm
  | succ m =>
    cases n with
    | zero => exact Nat.eq_zero_of_zero_dvd h₂
    | succ n => exact Nat.le_antisymm (Nat.le_of_dvd (Nat.succ_pos n) h₁) (Nat.le_of_dvd (Nat.succ_pos m) h₂)

theorem Nat.eq_one_of_dvd_one {n : Nat} (h : n ∣ 1) : n = 1 := Nat.dvd_antisymm h (Nat.one_dvd n)

theorem Nat.mod_eq_zero_of_dvd {k n : Nat} (h : k ∣ n) : n % k = 0 := by
  obtain ⟨c, hc⟩ := h
  rw [hc, Nat.mul_mod_right]

theorem Nat.dvd_of_mod_eq_zero {k n : Nat} (h : n % k = 0) : k ∣ n := by
  have h2 := Nat.div_add_mod n k
  rw [h, Nat.add_zero] at h2
  exact ⟨n / k, h2.symm⟩

theorem Nat.dvd_iff_mod_eq_zero {k n : Nat} : k ∣ n ↔ n % k = 0 := Iff.intro Nat.mod_eq_zero_of_dvd Nat.dvd_of_mod_eq_zero

theorem Nat.div_mul_cancel {n m : Nat} (h : n ∣ m) : m / n * n = m := by
  have h2 := Nat.div_add_mod' m n
  rw [Nat.mod_eq_zero_of_dvd h] at h2
  exact h2

theorem Nat.mul_div_cancel' {n m : Nat} (h : n ∣ m) : n * (m / n) = m := by
  rw [Nat.mul_comm, Nat.div_mul_cancel h]

theorem Nat.dvd_one {n : Nat} : n ∣ 1 ↔ n = 1 := Iff.intro Nat.eq_one_of_dvd_one (fun h => by rw [h]; exact Nat.dvd_refl 1)

def Nat.decDvd (a b : Nat) : Decidable (a ∣ b) := @Bool.rec (fun c => Nat.beq (b % a) 0 = c → Decidable (a ∣ b)) (fun h => Decidable.isFalse (fun k => Nat.ne_of_beq_eq_false h (Nat.mod_eq_zero_of_dvd k))) (fun h => Decidable.isTrue (Nat.dvd_of_mod_eq_zero (Nat.eq_of_beq_eq_true h))) (Nat.beq (b % a) 0) rfl

def Nat.decidableBallLT (n : Nat) {p : Nat → Prop} (h : (k : Nat) → Decidable (p k)) : Decidable (∀ k, k < n → p k) := @Nat.rec (fun n => Decidable (∀ k, k < n → p k)) (Decidable.isTrue (fun k hk => absurd hk (Nat.not_lt_zero k))) (fun m ih => @Decidable.rec (p m) (fun _ => Decidable (∀ k, k < m + 1 → p k)) (fun hn => Decidable.isFalse (fun f => hn (f m (Nat.lt_succ_self m)))) (fun hp => @Decidable.rec (∀ k, k < m → p k) (fun _ => Decidable (∀ k, k < m + 1 → p k)) (fun hn => Decidable.isFalse (fun f => hn (fun k hk => f k (Nat.lt_succ_of_lt hk)))) (fun hf => Decidable.isTrue (fun k hk => Or.elim (Nat.lt_or_eq_of_le (Nat.le_of_lt_succ hk)) (fun hlt => hf k hlt) (fun he => he ▸ hp))) ih) (h m)) n

def Nat.decidableBallLE (n : Nat) {p : Nat → Prop} (h : (k : Nat) → Decidable (p k)) : Decidable (∀ k, k ≤ n → p k) := @Decidable.rec (∀ k, k < n + 1 → p k) (fun _ => Decidable (∀ k, k ≤ n → p k)) (fun hn => Decidable.isFalse (fun f => hn (fun k hk => f k (Nat.le_of_lt_succ hk)))) (fun hp => Decidable.isTrue (fun k hk => hp k (Nat.lt_succ_of_le hk))) (Nat.decidableBallLT (n + 1) h)

def Nat.decidableExistsLT (n : Nat) {p : Nat → Prop} (h : (k : Nat) → Decidable (p k)) : Decidable (∃ k, k < n ∧ p k) := @Decidable.rec (∀ k, k < n → ¬p k) (fun _ => Decidable (∃ k, k < n ∧ p k)) (fun hn => Decidable.isTrue (Classical.byContradiction (fun c => hn (fun k hk hp => c ⟨k, hk, hp⟩)))) (fun hp => Decidable.isFalse (fun ⟨k, hk, hq⟩ => hp k hk hq)) (@Nat.decidableBallLT n (fun k => ¬p k) (fun k => @instDecidableNot (p k) (h k)))

def Nat.decidableExistsLE (n : Nat) {p : Nat → Prop} (h : (k : Nat) → Decidable (p k)) : Decidable (∃ k, k ≤ n ∧ p k) := @Decidable.rec (∃ k, k < n + 1 ∧ p k) (fun _ => Decidable (∃ k, k ≤ n ∧ p k)) (fun hn => Decidable.isFalse (fun ⟨k, hk, hq⟩ => hn ⟨k, Nat.lt_succ_of_le hk, hq⟩)) (fun hp => Decidable.isTrue (Exists.elim hp (fun k hk => ⟨k, Nat.le_of_lt_succ hk.1, hk.2⟩))) (Nat.decidableExistsLT (n + 1) h)

theorem Nat.le_max_left (a b : Nat) : a ≤ Nat.max a b := by omega

theorem Nat.le_max_right (a b : Nat) : b ≤ Nat.max a b := by omega

theorem Nat.min_le_left (a b : Nat) : Nat.min a b ≤ a := by omega

theorem Nat.min_le_right (a b : Nat) : Nat.min a b ≤ b := by omega

theorem Nat.max_comm (a b : Nat) : Nat.max a b = Nat.max b a := by omega

theorem Nat.min_comm (a b : Nat) : Nat.min a b = Nat.min b a := by omega

theorem Nat.max_eq_left {a b : Nat} (h : b ≤ a) : Nat.max a b = a := by omega

theorem Nat.max_eq_right {a b : Nat} (h : a ≤ b) : Nat.max a b = b := by omega

theorem Nat.min_eq_left {a b : Nat} (h : a ≤ b) : Nat.min a b = a := by omega

theorem Nat.min_eq_right {a b : Nat} (h : b ≤ a) : Nat.min a b = b := by omega

theorem Nat.zero_pow {n : Nat} (h : 0 < n) : 0 ^ n = 0 := by
  cases n with
  | zero => exact absurd h (Nat.lt_irrefl 0)
  | succ n => rfl

theorem Nat.mul_lt_mul_left {a b c : Nat} (h : 0 < a) : a * b < a * c ↔ b < c := Iff.intro (fun k => Nat.lt_of_not_le (fun l => Nat.not_le_of_gt k (Nat.mul_le_mul_left a l))) (fun k => Nat.mul_lt_mul_of_pos_left k h)

theorem Nat.mul_lt_mul_right {a b c : Nat} (h : 0 < a) : b * a < c * a ↔ b < c := by rw [Nat.mul_comm b a, Nat.mul_comm c a, Nat.mul_lt_mul_left h]

theorem Nat.lt_succ {m n : Nat} : m < Nat.succ n ↔ m ≤ n := Nat.lt_succ_iff

theorem Nat.one_le_two_pow {n : Nat} : 1 ≤ 2 ^ n := Nat.two_pow_pos n

theorem Nat.pow_mod (a b n : Nat) : a ^ b % n = (a % n) ^ b % n := by
  induction b with
  | zero => rfl
  | succ b ih => rw [Nat.pow_succ, Nat.pow_succ, Nat.mul_mod, ih, Nat.mul_mod ((a % n) ^ b), Nat.mod_mod]

theorem Nat.mul_lt_mul_of_lt_of_le {a b c d : Nat} (h₁ : a < c) (h₂ : b ≤ d) (h₃ : 0 < d) : a * b < c * d := Nat.lt_of_le_of_lt (Nat.mul_le_mul_left a h₂) (Nat.mul_lt_mul_of_pos_right h₁ h₃)

theorem Nat.eq_one_of_mul_eq_one_right {m n : Nat} (h : m * n = 1) : m = 1 := by
  cases m with
  | zero => rw [Nat.zero_mul] at h; exact absurd h (by decide)
  | succ m =>
    cases n with
    | zero => rw [Nat.mul_zero] at h; exact absurd h (by decide)
    | succ n =>
      have e : (m + 1) * (n + 1) = m * n + m + n + 1 := by ring
      omega

theorem Nat.eq_one_of_mul_eq_one_left {m n : Nat} (h : m * n = 1) : n = 1 := Nat.eq_one_of_mul_eq_one_right (by rw [Nat.mul_comm, h])

theorem Nat.max_def (n m : Nat) : Nat.max n m = cond (Nat.ble n m) m n := rfl

theorem Nat.factorial_zero : Nat.factorial 0 = 1 := rfl

theorem Nat.factorial_succ (n : Nat) : Nat.factorial (n + 1) = (n + 1) * Nat.factorial n := rfl

theorem Nat.factorial_pos (n : Nat) : 0 < Nat.factorial n := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih => exact Nat.mul_pos (Nat.succ_pos n) ih
"""
