-- Natural numbers: induction, recursive functions, equations. Those that say `ring` need Mathlib in plain Lean.

theorem nat_zero_add (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.add_succ, ih]

theorem nat_succ_add (m n : Nat) : (m + 1) + n = (m + n) + 1 := by
  induction n with
  | zero => rfl
  | succ n ih => omega

theorem nat_add_swap (m n : Nat) : m + n = n + m := by
  induction n with
  | zero => rw [nat_zero_add, Nat.add_zero]
  | succ n ih => rw [nat_succ_add, Nat.add_succ, ih]

theorem nat_add_regroup (a b c : Nat) : (a + b) + c = a + (b + c) := by
  induction c with
  | zero => rfl
  | succ c ih => rw [Nat.add_succ, Nat.add_succ, Nat.add_succ, ih]

theorem nat_add_front (a b c : Nat) : a + (b + c) = b + (a + c) := by
  rw [← nat_add_regroup, nat_add_swap a b, nat_add_regroup]

theorem nat_add_pairs (a b c d : Nat) : (a + b) + (c + d) = (a + c) + (b + d) := by
  rw [nat_add_regroup, nat_add_front b c d, ← nat_add_regroup]

theorem nat_add_cancel_left (a b c : Nat) (h : a + b = a + c) : b = c := by
  induction a with
  | zero =>
    rw [nat_zero_add, nat_zero_add] at h
    exact h
  | succ a ih =>
    apply ih
    rw [nat_succ_add, nat_succ_add] at h
    exact Nat.succ.inj h

theorem nat_add_cancel_right (a b c : Nat) (h : a + c = b + c) : a = b := by
  apply nat_add_cancel_left c a b
  rw [nat_add_swap c a, nat_add_swap c b]
  exact h

theorem nat_zero_mul (n : Nat) : 0 * n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.mul_succ, ih]

theorem nat_succ_mul (m n : Nat) : (m + 1) * n = m * n + n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [Nat.mul_succ, Nat.mul_succ, ih]
    omega

theorem nat_mul_swap (m n : Nat) : m * n = n * m := by
  induction n with
  | zero => rw [nat_zero_mul, Nat.mul_zero]
  | succ n ih => rw [Nat.mul_succ, nat_succ_mul, ih]

theorem nat_mul_add (a b c : Nat) : a * (b + c) = a * b + a * c := by
  induction c with
  | zero => rfl
  | succ c ih => rw [Nat.add_succ, Nat.mul_succ, Nat.mul_succ, ih, nat_add_regroup]

theorem nat_add_mul (a b c : Nat) : (a + b) * c = a * c + b * c := by
  rw [nat_mul_swap, nat_mul_add, nat_mul_swap c a, nat_mul_swap c b]

theorem nat_mul_regroup (a b c : Nat) : (a * b) * c = a * (b * c) := by
  induction c with
  | zero => rfl
  | succ c ih => rw [Nat.mul_succ, Nat.mul_succ, nat_mul_add, ih]

theorem nat_mul_one (n : Nat) : n * 1 = n := by
  rw [Nat.mul_succ, Nat.mul_zero, nat_zero_add]

theorem nat_mul_two (n : Nat) : n * 2 = n + n := by
  rw [Nat.mul_succ, nat_mul_one]

theorem nat_mul_front (a b c : Nat) : a * (b * c) = b * (a * c) := by
  rw [← nat_mul_regroup, nat_mul_swap a b, nat_mul_regroup]

theorem nat_square_of_sum (a b : Nat) : (a + b) * (a + b) = a * a + 2 * a * b + b * b := by ring

theorem nat_square_succ (n : Nat) : (n + 1) ^ 2 = n ^ 2 + 2 * n + 1 := by ring

theorem nat_cube_succ (n : Nat) : (n + 1) ^ 3 = n ^ 3 + 3 * n ^ 2 + 3 * n + 1 := by ring

theorem nat_square_is_mul (n : Nat) : n ^ 2 = n * n := by ring

theorem nat_product_of_sums (a b c d : Nat) : (a + b) * (c + d) = a * c + a * d + b * c + b * d := by ring

theorem nat_brahmagupta (a b c d : Nat) :
    (a * c + b * d) ^ 2 + (a * d) ^ 2 + (b * c) ^ 2 = 2 * a * b * c * d + (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) := by ring

theorem nat_pow_add (a m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => rw [Nat.add_zero, Nat.pow_zero, nat_mul_one]
  | succ n ih => rw [Nat.add_succ, Nat.pow_succ, Nat.pow_succ, ih, nat_mul_regroup]

theorem nat_one_pow (n : Nat) : 1 ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_succ, ih]

theorem nat_pow_mul_bases (a b n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [Nat.pow_succ, Nat.pow_succ, Nat.pow_succ, ih]
    ring

theorem nat_pow_pow (a m n : Nat) : (a ^ m) ^ n = a ^ (m * n) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_succ, ih, Nat.mul_succ, nat_pow_add]

theorem nat_succ_apart_zero (n : Nat) : n + 1 ≠ 0 := by
  intro h
  cases h

theorem nat_succ_one_to_one (m n : Nat) (h : m + 1 = n + 1) : m = n := by
  cases h
  rfl

theorem nat_succ_apart_self (n : Nat) : n + 1 ≠ n := by omega

theorem nat_zero_or_succ (n : Nat) : n = 0 ∨ ∃ m, n = m + 1 := by
  cases n with
  | zero => exact Or.inl rfl
  | succ m => exact Or.inr ⟨m, rfl⟩

theorem nat_add_is_zero (m n : Nat) (h : m + n = 0) : m = 0 ∧ n = 0 := by
  constructor
  · omega
  · omega

theorem nat_mul_is_zero (m n : Nat) (h : m * n = 0) : m = 0 ∨ n = 0 := by
  cases m with
  | zero => exact Or.inl rfl
  | succ m =>
    right
    rw [nat_succ_mul] at h
    exact (nat_add_is_zero (m * n) n h).right

theorem nat_mul_is_one (m n : Nat) (h : m * n = 1) : m = 1 := by
  cases m with
  | zero =>
    rw [nat_zero_mul] at h
    exact absurd h (by decide)
  | succ m =>
    cases n with
    | zero =>
      rw [Nat.mul_zero] at h
      exact absurd h (by decide)
    | succ n =>
      cases m with
      | zero => rfl
      | succ m =>
        rw [nat_succ_mul, nat_succ_mul] at h
        omega

theorem nat_predecessor_of_sum (n : Nat) : n + 1 - 1 = n := by omega

theorem nat_sub_add_back (m n : Nat) (h : n ≤ m) : m - n + n = m := by omega

theorem nat_add_sub_back (m n : Nat) : m + n - n = m := by omega

theorem nat_sub_twice (a b c : Nat) : a - b - c = a - (b + c) := by omega

theorem nat_sub_self (n : Nat) : n - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => omega

theorem nat_sub_or_zero (m n : Nat) : m - n = 0 ∨ m = n + (m - n) := by omega

theorem nat_sub_both (a b c : Nat) : (a + c) - (b + c) = a - b := by omega

theorem nat_square_minus_one (n : Nat) : (n + 1) * (n + 1) - 1 = n * (n + 2) := by
  have h : (n + 1) * (n + 1) = n * (n + 2) + 1 := by ring
  omega

theorem nat_even_or_odd (n : Nat) : (∃ k, n = 2 * k) ∨ ∃ k, n = 2 * k + 1 := by
  induction n with
  | zero => exact Or.inl ⟨0, rfl⟩
  | succ n ih =>
    rcases ih with ⟨k, hk⟩ | ⟨k, hk⟩
    · exact Or.inr ⟨k, by rw [hk]⟩
    · exact Or.inl ⟨k + 1, by omega⟩

theorem nat_not_even_and_odd (n : Nat) : ¬((∃ k, n = 2 * k) ∧ ∃ k, n = 2 * k + 1) := by
  rintro ⟨⟨a, ha⟩, b, hb⟩
  omega

theorem nat_sum_to (f : Nat → Nat) (h0 : f 0 = 0) (hs : ∀ n, f (n + 1) = f n + (n + 1)) :
    ∀ n, 2 * f n = n * (n + 1) := by
  intro n
  induction n with
  | zero => omega
  | succ n ih =>
    have h := hs n
    have k : (n + 1) * (n + 1 + 1) = n * (n + 1) + 2 * (n + 1) := by ring
    omega

theorem nat_sum_odd (f : Nat → Nat) (h0 : f 0 = 0) (hs : ∀ n, f (n + 1) = f n + (2 * n + 1)) :
    ∀ n, f n = n ^ 2 := by
  intro n
  induction n with
  | zero => simp [h0]
  | succ n ih => rw [hs, ih, nat_square_succ, nat_add_regroup]

theorem nat_sum_even (f : Nat → Nat) (h0 : f 0 = 0) (hs : ∀ n, f (n + 1) = f n + 2 * (n + 1)) :
    ∀ n, f n = n * (n + 1) := by
  intro n
  induction n with
  | zero => omega
  | succ n ih =>
    rw [hs, ih]
    ring

theorem nat_sum_squares (f : Nat → Nat) (h0 : f 0 = 0) (hs : ∀ n, f (n + 1) = f n + (n + 1) ^ 2) :
    ∀ n, 6 * f n = n * (n + 1) * (2 * n + 1) := by
  intro n
  induction n with
  | zero => simp [h0]
  | succ n ih =>
    rw [hs, nat_mul_add, ih]
    ring

theorem nat_sum_cubes (f : Nat → Nat) (h0 : f 0 = 0) (hs : ∀ n, f (n + 1) = f n + (n + 1) ^ 3) :
    ∀ n, 4 * f n = n ^ 2 * (n + 1) ^ 2 := by
  intro n
  induction n with
  | zero => simp [h0]
  | succ n ih =>
    rw [hs, nat_mul_add, ih]
    ring

theorem nat_sum_powers_of_two (f : Nat → Nat) (h0 : f 0 = 0) (hs : ∀ n, f (n + 1) = f n + 2 ^ n) :
    ∀ n, f n + 1 = 2 ^ n := by
  intro n
  induction n with
  | zero => simp [h0]
  | succ n ih =>
    rw [hs, Nat.pow_succ]
    omega

theorem nat_doubling (f : Nat → Nat) (h0 : f 0 = 1) (hs : ∀ n, f (n + 1) = 2 * f n) : ∀ n, f n = 2 ^ n := by
  intro n
  induction n with
  | zero => simp [h0]
  | succ n ih => rw [hs, ih, Nat.pow_succ, nat_mul_swap]

theorem nat_additive_is_linear (f : Nat → Nat) (h : ∀ m n, f (m + n) = f m + f n) : ∀ n, f n = n * f 1 := by
  intro n
  induction n with
  | zero =>
    have k := h 0 0
    rw [Nat.add_zero] at k
    rw [nat_zero_mul]
    omega
  | succ n ih => rw [h, ih, nat_succ_mul]

theorem nat_iterates_commute (α : Type) (f : α → α) (g : Nat → α → α) (h0 : ∀ x, g 0 x = x)
    (hs : ∀ n x, g (n + 1) x = f (g n x)) : ∀ n x, g n (f x) = f (g n x) := by
  intro n
  induction n with
  | zero =>
    intro x
    rw [h0, h0]
  | succ n ih =>
    intro x
    rw [hs, hs, ih]

theorem nat_recursion_unique (α : Type) (a : α) (s : Nat → α → α) (f g : Nat → α) (f0 : f 0 = a) (g0 : g 0 = a)
    (fs : ∀ n, f (n + 1) = s n (f n)) (gs : ∀ n, g (n + 1) = s n (g n)) : ∀ n, f n = g n := by
  intro n
  induction n with
  | zero => rw [f0, g0]
  | succ n ih => rw [fs, gs, ih]

theorem nat_two_step_induction (p : Nat → Prop) (h0 : p 0) (h1 : p 1) (h : ∀ n, p n → p (n + 2)) : ∀ n, p n := by
  have k : ∀ n, p n ∧ p (n + 1) := by
    intro n
    induction n with
    | zero => exact ⟨h0, h1⟩
    | succ n ih => exact ⟨ih.right, h n ih.left⟩
  intro n
  exact (k n).left

theorem nat_strong_induction (p : Nat → Prop) (h : ∀ n, (∀ m, m < n → p m) → p n) : ∀ n, p n := by
  have k : ∀ n m, m < n → p m := by
    intro n
    induction n with
    | zero =>
      intro m hm
      omega
    | succ n ih =>
      intro m hm
      apply h
      intro j hj
      apply ih
      omega
  intro n
  exact k (n + 1) n (by omega)

theorem nat_least_element (p : Nat → Prop) (n : Nat) (hn : p n) : ∃ m, p m ∧ ∀ k, k < m → ¬p k := by
  apply double_not_elim
  intro h
  have none : ∀ n, ¬p n := by
    intro n
    apply nat_strong_induction (fun n => ¬p n)
    intro j hj hp
    exact h ⟨j, hp, hj⟩
  exact none n hn

theorem nat_no_descent (f : Nat → Nat) : ¬∀ n, f (n + 1) < f n := by
  intro h
  have k : ∀ n, f n + n ≤ f 0 := by
    intro n
    induction n with
    | zero => omega
    | succ n ih =>
      have d := h n
      omega
  have e := k (f 0 + 1)
  omega

theorem nat_growth (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) : ∀ n, n ≤ f n := by
  intro n
  induction n with
  | zero => omega
  | succ n ih =>
    have k := h n
    omega
