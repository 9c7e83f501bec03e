-- Order and inequalities. Those that say `ring` need Mathlib in plain Lean.

theorem le_self (n : Nat) : n ≤ n := Nat.le_refl n

theorem le_chain (a b c : Nat) (h : a ≤ b) (k : b ≤ c) : a ≤ c := by
  induction k with
  | refl => exact h
  | step _ ih => exact Nat.le_step ih

theorem le_both_ways (a b : Nat) (h : a ≤ b) (k : b ≤ a) : a = b := by omega

theorem le_or_le (a b : Nat) : a ≤ b ∨ b ≤ a := by omega

theorem lt_or_equal_or_lt (a b : Nat) : a < b ∨ a = b ∨ b < a := by omega

theorem not_le_is_lt (a b : Nat) : ¬a ≤ b ↔ b < a := by omega

theorem zero_least (n : Nat) : 0 ≤ n := by
  induction n with
  | zero => exact Nat.le_refl 0
  | succ n ih => exact Nat.le_step ih

theorem lt_not_self (n : Nat) : ¬n < n := by omega

theorem lt_not_back (a b : Nat) (h : a < b) : ¬b < a := by omega

theorem lt_le_chain (a b c : Nat) (h : a < b) (k : b ≤ c) : a < c := by omega

theorem lt_next (n : Nat) : n < n + 1 := by omega

theorem lt_as_next_le (a b : Nat) : a < b ↔ a + 1 ≤ b := ⟨fun h => h, fun h => h⟩

theorem le_as_sum (a b : Nat) : a ≤ b ↔ ∃ k, b = a + k := by
  constructor
  · intro h
    exact ⟨b - a, by omega⟩
  · rintro ⟨k, hk⟩
    omega

theorem add_le_both (a b c d : Nat) (h : a ≤ b) (k : c ≤ d) : a + c ≤ b + d := by omega

theorem add_lt_left (a b c : Nat) (h : a < b) : c + a < c + b := by omega

theorem mul_le_left (a b c : Nat) (h : a ≤ b) : c * a ≤ c * b := by
  induction c with
  | zero => rw [nat_zero_mul, nat_zero_mul]
  | succ c ih =>
    rw [nat_succ_mul, nat_succ_mul]
    omega

theorem mul_le_right (a b c : Nat) (h : a ≤ b) : a * c ≤ b * c := by
  rw [nat_mul_swap a c, nat_mul_swap b c]
  exact mul_le_left a b c h

theorem mul_le_both (a b c d : Nat) (h : a ≤ b) (k : c ≤ d) : a * c ≤ b * d :=
  le_chain (a * c) (b * c) (b * d) (mul_le_right a b c h) (mul_le_left c d b k)

theorem mul_positive (a b : Nat) (h : 0 < a) (k : 0 < b) : 0 < a * b := by
  have e := mul_le_both 1 a 1 b h k
  omega

theorem le_mul_positive (a b : Nat) (h : 0 < b) : a ≤ a * b := by
  have e := mul_le_left 1 b a h
  rw [nat_mul_one] at e
  exact e

theorem square_monotone (a b : Nat) (h : a ≤ b) : a * a ≤ b * b := mul_le_both a b a b h h

theorem square_reflects (a b : Nat) (h : a * a ≤ b * b) : a ≤ b := by
  by_cases k : a ≤ b
  · exact k
  · have l : b + 1 ≤ a := by omega
    have e := mul_le_both (b + 1) a (b + 1) a l l
    have f : (b + 1) * (b + 1) = b * b + (2 * b + 1) := by ring
    omega

theorem square_at_least (n : Nat) : n ≤ n * n := by
  cases n with
  | zero => exact Nat.le_refl 0
  | succ n =>
    rw [nat_succ_mul]
    omega

theorem pow_positive (a n : Nat) (h : 0 < a) : 0 < a ^ n := by
  induction n with
  | zero =>
    rw [Nat.pow_zero]
    decide
  | succ n ih =>
    rw [Nat.pow_succ]
    exact mul_positive (a ^ n) a ih h

theorem pow_monotone (a b n : Nat) (h : a ≤ b) : a ^ n ≤ b ^ n := by
  induction n with
  | zero => rw [Nat.pow_zero, Nat.pow_zero]
  | succ n ih =>
    rw [Nat.pow_succ, Nat.pow_succ]
    exact mul_le_both (a ^ n) (b ^ n) a b ih h

theorem two_pow_above (n : Nat) : n < 2 ^ n := by
  induction n with
  | zero =>
    rw [Nat.pow_zero]
    decide
  | succ n ih =>
    rw [Nat.pow_succ]
    omega

theorem bernoulli (a n : Nat) : 1 + n * a ≤ (1 + a) ^ n := by
  induction n with
  | zero => rw [Nat.pow_zero, nat_zero_mul, Nat.add_zero]
  | succ n ih =>
    rw [Nat.pow_succ]
    have e := mul_le_right (1 + n * a) ((1 + a) ^ n) (1 + a) ih
    have f : (1 + n * a) * (1 + a) = 1 + (n + 1) * a + n * (a * a) := by ring
    omega

theorem four_below_two_pow (n : Nat) (h : 4 ≤ n) : n * n ≤ 2 ^ n := by
  obtain ⟨k, hk⟩ := (le_as_sum 4 n).mp h
  rw [hk]
  clear hk h
  induction k with
  | zero => decide
  | succ k ih =>
    have p : 2 ^ (4 + (k + 1)) = 2 ^ (4 + k) * 2 := by ring
    rw [p]
    have e : (4 + (k + 1)) * (4 + (k + 1)) + (k * k + 6 * k + 7) = (4 + k) * (4 + k) * 2 := by ring
    omega

theorem two_mul_le_squares (a b : Nat) : 2 * (a * b) ≤ a * a + b * b := by
  cases le_or_le a b with
  | inl h =>
    obtain ⟨k, hk⟩ := (le_as_sum a b).mp h
    have e : a * a + b * b = 2 * (a * b) + k * k := by
      rw [hk]
      ring
    omega
  | inr h =>
    obtain ⟨k, hk⟩ := (le_as_sum b a).mp h
    have e : a * a + b * b = 2 * (a * b) + k * k := by
      rw [hk]
      ring
    omega

theorem am_gm_two (a b : Nat) : 4 * (a * b) ≤ (a + b) * (a + b) := by
  have h := two_mul_le_squares a b
  have e : (a + b) * (a + b) = a * a + b * b + 2 * (a * b) := by ring
  omega

theorem three_products_le_squares (a b c : Nat) : a * b + b * c + c * a ≤ a * a + b * b + c * c := by
  have h := two_mul_le_squares a b
  have k := two_mul_le_squares b c
  have l := two_mul_le_squares c a
  omega

theorem rearrangement (a b c d : Nat) (h : a ≤ b) (k : c ≤ d) : a * d + b * c ≤ a * c + b * d := by
  obtain ⟨m, hm⟩ := (le_as_sum a b).mp h
  obtain ⟨n, hn⟩ := (le_as_sum c d).mp k
  have e : a * c + b * d = a * d + b * c + m * n := by
    rw [hm, hn]
    ring
  omega

theorem chebyshev_two (a b c d : Nat) (h : a ≤ b) (k : c ≤ d) : (a + b) * (c + d) ≤ 2 * (a * c + b * d) := by
  have r := rearrangement a b c d h k
  have e : (a + b) * (c + d) = a * c + b * d + (a * d + b * c) := by ring
  omega

theorem steps_monotone (f : Nat → Nat) (h : ∀ n, f n ≤ f (n + 1)) : ∀ m k, f m ≤ f (m + k) := by
  intro m k
  induction k with
  | zero => exact Nat.le_refl (f m)
  | succ k ih => exact le_chain (f m) (f (m + k)) (f (m + k + 1)) ih (h (m + k))

theorem pigeonhole_two (a b c : Nat) (h : a < 2) (k : b < 2) (l : c < 2) : a = b ∨ b = c ∨ a = c := by omega

theorem average_between (a b : Nat) (h : a ≤ b) : a ≤ (a + b) / 2 ∧ (a + b) / 2 ≤ b := by omega

theorem between_consecutive (n k : Nat) (h : n < k) : ¬k < n + 1 := by omega

theorem int_le_chain (a b c : Int) (h : a ≤ b) (k : b ≤ c) : a ≤ c := by omega

theorem int_le_both_ways (a b : Int) (h : a ≤ b) (k : b ≤ a) : a = b := by omega

theorem int_neg_flips (a b : Int) (h : a ≤ b) : -b ≤ -a := by omega

theorem int_lt_as_next_le (a b : Int) : a < b ↔ a + 1 ≤ b := by omega

theorem int_nothing_between (n k : Int) (h : n < k) : ¬k < n + 1 := by omega

theorem int_square_nonneg (a : Int) : 0 ≤ a * a := by
  have h : 0 ≤ a ∨ 0 ≤ -a := by omega
  cases h with
  | inl k => exact Int.mul_nonneg k k
  | inr k =>
    have e : a * a = -a * -a := by ring
    rw [e]
    exact Int.mul_nonneg k k

theorem int_two_mul_le_squares (a b : Int) : 2 * (a * b) ≤ a * a + b * b := by
  have h := int_square_nonneg (a - b)
  have e : (a - b) * (a - b) = a * a + b * b - 2 * (a * b) := by ring
  omega

theorem int_three_products_le_squares (a b c : Int) : a * b + b * c + c * a ≤ a * a + b * b + c * c := by
  have h := int_two_mul_le_squares a b
  have k := int_two_mul_le_squares b c
  have l := int_two_mul_le_squares c a
  omega

theorem int_cauchy_two (a b c d : Int) :
    (a * c + b * d) * (a * c + b * d) ≤ (a * a + b * b) * (c * c + d * d) := by
  have h := int_square_nonneg (a * d - b * c)
  have e : (a * a + b * b) * (c * c + d * d) =
      (a * c + b * d) * (a * c + b * d) + (a * d - b * c) * (a * d - b * c) := by ring
  omega

theorem int_squares_zero (a b : Int) (h : a * a + b * b = 0) : a = 0 ∧ b = 0 := by
  have ha := int_square_nonneg a
  have hb := int_square_nonneg b
  constructor
  · apply int_square_is_zero
    omega
  · apply int_square_is_zero
    omega

theorem int_quadratic_positive (x : Int) : 0 < x * x + x + 1 := by
  have h := int_square_nonneg (2 * x + 1)
  have e : (2 * x + 1) * (2 * x + 1) = 4 * (x * x) + 4 * x + 1 := by ring
  omega

theorem int_mul_le_nonneg (a b c : Int) (h : a ≤ b) (k : 0 ≤ c) : a * c ≤ b * c := by
  have d : 0 ≤ b - a := by omega
  have p := Int.mul_nonneg d k
  have e : (b - a) * c = b * c - a * c := by ring
  omega
