-- Divisibility and remainders. Those that say `ring` need Mathlib in plain Lean.

theorem divides_self (a : Nat) : a ∣ a := ⟨1, (nat_mul_one a).symm⟩

theorem divides_zero (a : Nat) : a ∣ 0 := ⟨0, rfl⟩

theorem one_divides (a : Nat) : 1 ∣ a := ⟨a, by rw [nat_mul_swap, nat_mul_one]⟩

theorem zero_divides (a : Nat) (h : 0 ∣ a) : a = 0 := by
  obtain ⟨k, hk⟩ := h
  rw [hk, nat_zero_mul]

theorem divides_chain (a b c : Nat) (h : a ∣ b) (k : b ∣ c) : a ∣ c := by
  obtain ⟨m, hm⟩ := h
  obtain ⟨n, hn⟩ := k
  exact ⟨m * n, by rw [hn, hm, nat_mul_regroup]⟩

theorem divides_add (a b c : Nat) (h : a ∣ b) (k : a ∣ c) : a ∣ b + c := by
  obtain ⟨m, hm⟩ := h
  obtain ⟨n, hn⟩ := k
  exact ⟨m + n, by rw [hm, hn, nat_mul_add]⟩

theorem divides_mul_right (a b c : Nat) (h : a ∣ b) : a ∣ b * c := by
  obtain ⟨m, hm⟩ := h
  exact ⟨m * c, by rw [hm, nat_mul_regroup]⟩

theorem divides_mul_left (a b c : Nat) (h : a ∣ b) : a ∣ c * b := by
  rw [nat_mul_swap]
  exact divides_mul_right a b c h

theorem divides_combination (a b c x y : Nat) (h : a ∣ b) (k : a ∣ c) : a ∣ x * b + y * c :=
  divides_add a (x * b) (y * c) (divides_mul_left a b x h) (divides_mul_left a c y k)

theorem divides_both_products (a b c d : Nat) (h : a ∣ b) (k : c ∣ d) : a * c ∣ b * d := by
  obtain ⟨m, hm⟩ := h
  obtain ⟨n, hn⟩ := k
  refine ⟨m * n, ?_⟩
  rw [hm, hn]
  ring

theorem divides_square (a b : Nat) (h : a ∣ b) : a ^ 2 ∣ b ^ 2 := by
  obtain ⟨m, hm⟩ := h
  refine ⟨m ^ 2, ?_⟩
  rw [hm]
  ring

theorem divides_pow_succ (a n : Nat) : a ∣ a ^ (n + 1) := by
  rw [Nat.pow_succ]
  exact divides_mul_left a a (a ^ n) (divides_self a)

theorem divides_pow_le (a m n : Nat) : a ^ m ∣ a ^ (m + n) := by
  rw [nat_pow_add]
  exact divides_mul_right (a ^ m) (a ^ m) (a ^ n) (divides_self (a ^ m))

theorem divides_difference (a b c : Nat) (h : a ∣ b + c) (k : a ∣ b) : a ∣ c := by
  obtain ⟨m, hm⟩ := h
  obtain ⟨n, hn⟩ := k
  refine ⟨m - n, ?_⟩
  rw [Nat.mul_sub]
  omega

theorem two_divides_product (n : Nat) : 2 ∣ n * (n + 1) := by
  induction n with
  | zero => exact ⟨0, rfl⟩
  | succ n ih =>
    obtain ⟨k, hk⟩ := ih
    refine ⟨k + n + 1, ?_⟩
    have e : (n + 1) * (n + 1 + 1) = n * (n + 1) + 2 * (n + 1) := by ring
    omega

theorem two_divides_square_add (n : Nat) : 2 ∣ n ^ 2 + n := by
  have e : n ^ 2 + n = n * (n + 1) := by ring
  rw [e]
  exact two_divides_product n

theorem three_divides_cube_sub (n : Nat) : 3 ∣ n ^ 3 + 2 * n := by
  induction n with
  | zero => exact ⟨0, rfl⟩
  | succ n ih =>
    obtain ⟨k, hk⟩ := ih
    refine ⟨k + n ^ 2 + n + 1, ?_⟩
    have e : (n + 1) ^ 3 + 2 * (n + 1) = n ^ 3 + 2 * n + 3 * (n ^ 2 + n + 1) := by ring
    rw [e, hk]
    ring

theorem six_divides_three_in_row (n : Nat) : 6 ∣ n * (n + 1) * (n + 2) := by
  induction n with
  | zero => exact ⟨0, rfl⟩
  | succ n ih =>
    obtain ⟨k, hk⟩ := ih
    obtain ⟨j, hj⟩ := two_divides_product (n + 1)
    refine ⟨k + j, ?_⟩
    have e : (n + 1) * (n + 1 + 1) * (n + 1 + 2) = n * (n + 1) * (n + 2) + 3 * ((n + 1) * (n + 1 + 1)) := by ring
    omega

theorem three_divides_four_pow (n : Nat) : 3 ∣ 4 ^ n + 2 := by
  induction n with
  | zero => exact ⟨1, rfl⟩
  | succ n ih =>
    obtain ⟨k, hk⟩ := ih
    refine ⟨4 * k - 2, ?_⟩
    rw [Nat.pow_succ]
    omega

theorem seven_divides_eight_pow (n : Nat) : ∃ k, 8 ^ n = 7 * k + 1 := by
  induction n with
  | zero => exact ⟨0, rfl⟩
  | succ n ih =>
    obtain ⟨k, hk⟩ := ih
    refine ⟨8 * k + 1, ?_⟩
    rw [Nat.pow_succ]
    omega

theorem nine_divides_ten_pow (n : Nat) : ∃ k, 10 ^ n = 9 * k + 1 := by
  induction n with
  | zero => exact ⟨0, rfl⟩
  | succ n ih =>
    obtain ⟨k, hk⟩ := ih
    refine ⟨10 * k + 1, ?_⟩
    rw [Nat.pow_succ]
    omega

theorem five_divides_six_pow (n : Nat) : 5 ∣ 6 ^ n + 4 := by
  induction n with
  | zero => exact ⟨1, rfl⟩
  | succ n ih =>
    obtain ⟨k, hk⟩ := ih
    refine ⟨6 * k - 4, ?_⟩
    rw [Nat.pow_succ]
    omega

theorem mod_two_cases (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := by omega

theorem mod_three_cases (n : Nat) : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega

theorem mod_two_succ (n : Nat) (h : n % 2 = 0) : (n + 1) % 2 = 1 := by omega

theorem mod_two_double (n : Nat) : (2 * n) % 2 = 0 := by omega

theorem mod_two_sum_of_odds (a b : Nat) (h : a % 2 = 1) (k : b % 2 = 1) : (a + b) % 2 = 0 := by omega

theorem mod_ten_to_two (n : Nat) (h : n % 10 = 7) : n % 2 = 1 := by omega

theorem mod_four_to_two (n : Nat) (h : n % 4 = 3) : n % 2 = 1 := by omega

theorem mod_two_and_three (n : Nat) (h : n % 2 = 0) (k : n % 3 = 0) : n % 6 = 0 := by omega

theorem mod_chinese (n : Nat) (h : n % 3 = 2) (k : n % 5 = 3) : n % 15 = 8 := by omega

theorem divides_six_iff (n : Nat) : 6 ∣ n ↔ 2 ∣ n ∧ 3 ∣ n := by omega

theorem divides_four_gives_two (n : Nat) (h : 4 ∣ n) : 2 ∣ n := by omega

theorem two_divides_iff_mod (n : Nat) : 2 ∣ n ↔ n % 2 = 0 := by omega

theorem two_divides_one_of_two (n : Nat) : 2 ∣ n ∨ 2 ∣ n + 1 := by omega

theorem two_divides_not_both (n : Nat) : ¬(2 ∣ n ∧ 2 ∣ n + 1) := by omega

theorem three_divides_one_of_three (n : Nat) : 3 ∣ n ∨ 3 ∣ n + 1 ∨ 3 ∣ n + 2 := by omega

theorem division_by_three (n : Nat) : n = 3 * (n / 3) + n % 3 := by omega

theorem half_of_double (n : Nat) : 2 * n / 2 = n := by omega

theorem half_of_odd (n : Nat) : (2 * n + 1) / 2 = n := by omega

theorem half_at_most (n : Nat) : n / 2 ≤ n := by omega

theorem half_of_half (n : Nat) : n / 2 / 2 = n / 4 := by omega

theorem odd_square_mod_two (n : Nat) (h : n % 2 = 1) : n * n % 2 = 1 := by
  obtain ⟨k, hk⟩ : ∃ k, n = 2 * k + 1 := ⟨n / 2, by omega⟩
  have e : n * n = 2 * (2 * (k * k) + 2 * k) + 1 := by
    rw [hk]
    ring
  omega

theorem even_square_mod_four (n : Nat) (h : n % 2 = 0) : n * n % 4 = 0 := by
  obtain ⟨k, hk⟩ : ∃ k, n = 2 * k := ⟨n / 2, by omega⟩
  have e : n * n = 4 * (k * k) := by
    rw [hk]
    ring
  omega

theorem even_of_even_square (n : Nat) (h : n * n % 2 = 0) : n % 2 = 0 := by
  cases mod_two_cases n with
  | inl k => exact k
  | inr k =>
    have e := odd_square_mod_two n k
    omega

theorem odd_square_mod_eight (n : Nat) (h : n % 2 = 1) : n * n % 8 = 1 := by
  obtain ⟨k, hk⟩ : ∃ k, n = 2 * k + 1 := ⟨n / 2, by omega⟩
  obtain ⟨j, hj⟩ := two_divides_product k
  have e : n * n = 4 * (k * (k + 1)) + 1 := by
    rw [hk]
    ring
  omega

theorem square_mod_three (n : Nat) : n * n % 3 = 0 ∨ n * n % 3 = 1 := by
  have h : n = 3 * (n / 3) + n % 3 := by omega
  rcases mod_three_cases n with k | k | k
  · left
    have e : n * n = 3 * (3 * (n / 3 * (n / 3))) := by
      have d : 3 * (n / 3) = n := by omega
      have z : n * n = 3 * (n / 3) * (3 * (n / 3)) := by rw [d]
      rw [z]
      ring
    omega
  · right
    have e : n * n = 3 * (3 * (n / 3 * (n / 3)) + 2 * (n / 3)) + 1 := by
      rw [k] at h
      have z : n * n = (3 * (n / 3) + 1) * (3 * (n / 3) + 1) := by rw [← h]
      rw [z]
      ring
    omega
  · right
    have e : n * n = 3 * (3 * (n / 3 * (n / 3)) + 4 * (n / 3) + 1) + 1 := by
      rw [k] at h
      have z : n * n = (3 * (n / 3) + 2) * (3 * (n / 3) + 2) := by rw [← h]
      rw [z]
      ring
    omega

theorem int_divides_self (a : Int) : a ∣ a := ⟨1, by ring⟩

theorem int_divides_chain (a b c : Int) (h : a ∣ b) (k : b ∣ c) : a ∣ c := by
  obtain ⟨m, hm⟩ := h
  obtain ⟨n, hn⟩ := k
  refine ⟨m * n, ?_⟩
  rw [hn, hm]
  ring

theorem int_divides_add (a b c : Int) (h : a ∣ b) (k : a ∣ c) : a ∣ b + c := by
  obtain ⟨m, hm⟩ := h
  obtain ⟨n, hn⟩ := k
  refine ⟨m + n, ?_⟩
  rw [hm, hn]
  ring

theorem int_divides_sub (a b c : Int) (h : a ∣ b) (k : a ∣ c) : a ∣ b - c := by
  obtain ⟨m, hm⟩ := h
  obtain ⟨n, hn⟩ := k
  refine ⟨m - n, ?_⟩
  rw [hm, hn]
  ring

theorem int_divides_neg (a b : Int) (h : a ∣ b) : a ∣ -b := by
  obtain ⟨m, hm⟩ := h
  refine ⟨-m, ?_⟩
  rw [hm]
  ring

theorem int_divides_combination (a b c x y : Int) (h : a ∣ b) (k : a ∣ c) : a ∣ x * b + y * c := by
  obtain ⟨m, hm⟩ := h
  obtain ⟨n, hn⟩ := k
  refine ⟨x * m + y * n, ?_⟩
  rw [hm, hn]
  ring

theorem int_divides_difference_of_squares (a b : Int) : a - b ∣ a ^ 2 - b ^ 2 :=
  ⟨a + b, int_difference_of_squares a b⟩

theorem int_divides_difference_of_cubes (a b : Int) : a - b ∣ a ^ 3 - b ^ 3 :=
  ⟨a ^ 2 + a * b + b ^ 2, int_difference_of_cubes a b⟩

theorem int_divides_difference_of_powers (a b : Int) (n : Nat) : a - b ∣ a ^ n - b ^ n := by
  induction n with
  | zero => exact ⟨0, by ring⟩
  | succ n ih =>
    obtain ⟨k, hk⟩ := ih
    refine ⟨a ^ n + b * k, ?_⟩
    have e : a ^ (n + 1) - b ^ (n + 1) = (a - b) * a ^ n + b * (a ^ n - b ^ n) := by ring
    rw [e, hk]
    ring
