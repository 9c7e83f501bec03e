-- Integers. Those that say `ring` need Mathlib in plain Lean.

theorem int_add_swap (a b : Int) : a + b = b + a := by omega

theorem int_add_regroup (a b c : Int) : a + b + c = a + (b + c) := by omega

theorem int_neg_neg (a : Int) : - -a = a := by omega

theorem int_neg_add (a b : Int) : -(a + b) = -a + -b := by omega

theorem int_neg_sub (a b : Int) : -(a - b) = b - a := by omega

theorem int_sub_self (a : Int) : a - a = 0 := by omega

theorem int_sub_is_zero (a b : Int) : a - b = 0 ↔ a = b := by omega

theorem int_add_cancel (a b c : Int) (h : a + c = b + c) : a = b := by omega

theorem int_move_over (a b c : Int) : a + b = c ↔ a = c - b := by omega

theorem int_own_negative (a : Int) (h : a = -a) : a = 0 := by omega

theorem int_double_apart (a b : Int) : 2 * a ≠ 2 * b + 1 := by omega

theorem int_mul_swap (a b : Int) : a * b = b * a := by ring

theorem int_mul_regroup (a b c : Int) : a * b * c = a * (b * c) := by ring

theorem int_mul_over_add (a b c : Int) : a * (b + c) = a * b + a * c := by ring

theorem int_neg_mul (a b : Int) : -a * b = -(a * b) := by ring

theorem int_neg_mul_neg (a b : Int) : -a * -b = a * b := by ring

theorem int_square_of_sum (a b : Int) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by ring

theorem int_square_of_difference (a b : Int) : (a - b) ^ 2 = a ^ 2 - 2 * a * b + b ^ 2 := by ring

theorem int_difference_of_squares (a b : Int) : a ^ 2 - b ^ 2 = (a - b) * (a + b) := by ring

theorem int_difference_of_cubes (a b : Int) : a ^ 3 - b ^ 3 = (a - b) * (a ^ 2 + a * b + b ^ 2) := by ring

theorem int_sum_of_cubes (a b : Int) : a ^ 3 + b ^ 3 = (a + b) * (a ^ 2 - a * b + b ^ 2) := by ring

theorem int_difference_of_fourths (a b : Int) : a ^ 4 - b ^ 4 = (a - b) * (a + b) * (a ^ 2 + b ^ 2) := by ring

theorem int_cube_of_sum (a b : Int) : (a + b) ^ 3 = a ^ 3 + 3 * a ^ 2 * b + 3 * a * b ^ 2 + b ^ 3 := by ring

theorem int_two_squares (a b c d : Int) :
    (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) = (a * c - b * d) ^ 2 + (a * d + b * c) ^ 2 := by ring

theorem int_two_squares_other (a b c d : Int) :
    (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) = (a * c + b * d) ^ 2 + (a * d - b * c) ^ 2 := by ring

theorem int_parallelogram (a b : Int) : (a + b) ^ 2 + (a - b) ^ 2 = 2 * a ^ 2 + 2 * b ^ 2 := by ring

theorem int_polarisation (a b : Int) : (a + b) ^ 2 - (a - b) ^ 2 = 4 * (a * b) := by ring

theorem int_sophie_germain (a b : Int) :
    a ^ 4 + 4 * b ^ 4 = (a ^ 2 + 2 * a * b + 2 * b ^ 2) * (a ^ 2 - 2 * a * b + 2 * b ^ 2) := by ring

theorem int_euler_three (a b c : Int) :
    a ^ 3 + b ^ 3 + c ^ 3 - 3 * a * b * c = (a + b + c) * (a ^ 2 + b ^ 2 + c ^ 2 - a * b - b * c - c * a) := by ring

theorem int_three_zero_sum (a b c : Int) (h : a + b + c = 0) : a ^ 3 + b ^ 3 + c ^ 3 = 3 * a * b * c := by
  have hc : c = -a - b := by omega
  rw [hc]
  ring

theorem int_vieta_sum (a b : Int) (x : Int) (h : x = a) : x ^ 2 - (a + b) * x + a * b = 0 := by
  rw [h]
  ring

theorem int_consecutive_product (a : Int) : a * (a + 1) * (a + 2) * (a + 3) + 1 = (a ^ 2 + 3 * a + 1) ^ 2 := by ring

theorem int_mul_is_zero (a b : Int) (h : a * b = 0) : a = 0 ∨ b = 0 := Int.mul_eq_zero.mp h

theorem int_square_is_zero (a : Int) (h : a * a = 0) : a = 0 := by
  cases int_mul_is_zero a a h with
  | inl k => exact k
  | inr k => exact k

theorem int_mul_cancel (a b c : Int) (hc : c ≠ 0) (h : a * c = b * c) : a = b := by
  have k : (a - b) * c = 0 := by
    have e : (a - b) * c = a * c - b * c := by ring
    rw [e, h]
    omega
  cases int_mul_is_zero (a - b) c k with
  | inl z => omega
  | inr z => exact absurd z hc

theorem int_square_same (a b : Int) (h : a * a = b * b) : a = b ∨ a = -b := by
  have k : (a - b) * (a + b) = 0 := by
    have e : (a - b) * (a + b) = a * a - b * b := by ring
    rw [e, h]
    omega
  cases int_mul_is_zero (a - b) (a + b) k with
  | inl z =>
    left
    omega
  | inr z =>
    right
    omega

theorem int_unit_pairs (f : Int → Int) (h : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by
  have k := h 0 0
  have e : (0 : Int) + 0 = 0 := by omega
  rw [e] at k
  omega

theorem int_additive_odd (f : Int → Int) (h : ∀ x y, f (x + y) = f x + f y) : ∀ x, f (-x) = -f x := by
  intro x
  have k := h x (-x)
  have e : x + -x = 0 := by omega
  rw [e, int_unit_pairs f h] at k
  omega
