# ruff: noqa: E501
"""Lemmas about integers."""

_LINEAR = """
add_comm (a b : Int) : a + b = b + a
add_assoc (a b c : Int) : a + b + c = a + (b + c)
add_left_comm (a b c : Int) : a + (b + c) = b + (a + c)
add_right_comm (a b c : Int) : a + b + c = a + c + b
@ zero_add (a : Int) : 0 + a = a
@ add_zero (a : Int) : a + 0 = a
@ neg_neg (a : Int) : - -a = a
@ neg_zero : -(0 : Int) = 0
add_left_neg (a : Int) : -a + a = 0
add_right_neg (a : Int) : a + -a = 0
@ sub_self (a : Int) : a - a = 0
@ sub_zero (a : Int) : a - 0 = a
@ zero_sub (a : Int) : 0 - a = -a
sub_eq_add_neg {a b : Int} : a - b = a + -b
neg_add {a b : Int} : -(a + b) = -a + -b
neg_sub (a b : Int) : -(a - b) = b - a
sub_neg (a b : Int) : a - -b = a + b
@ sub_add_cancel (a b : Int) : a - b + b = a
@ add_sub_cancel (a b : Int) : a + b - b = a
add_sub_cancel_left (a b : Int) : a + b - a = b
add_sub_assoc (a b c : Int) : a + b - c = a + (b - c)
sub_sub (a b c : Int) : a - b - c = a - (b + c)
add_left_cancel {a b c : Int} (h : a + b = a + c) : b = c
add_right_cancel {a b c : Int} (h : a + b = c + b) : a = c
neg_inj {a b : Int} : -a = -b ↔ a = b
neg_eq_zero {a : Int} : -a = 0 ↔ a = 0
sub_eq_zero {a b : Int} : a - b = 0 ↔ a = b
sub_eq_zero_of_eq {a b : Int} (h : a = b) : a - b = 0
eq_of_sub_eq_zero {a b : Int} (h : a - b = 0) : a = b
@ le_refl (a : Int) : a ≤ a
@ add_right_eq_self {a b : Int} : a + b = a ↔ b = 0
@ add_left_eq_self {a b : Int} : a + b = b ↔ a = 0
@ left_eq_add {a b : Int} : a = a + b ↔ b = 0
@ right_eq_add {a b : Int} : b = a + b ↔ a = 0
@ add_left_inj {i j : Int} (k : Int) : i + k = j + k ↔ i = j
@ add_right_inj {i j : Int} (k : Int) : k + i = k + j ↔ i = j
@ add_le_add_iff_left {b c : Int} (a : Int) : a + b ≤ a + c ↔ b ≤ c
@ add_le_add_iff_right {a b : Int} (c : Int) : a + c ≤ b + c ↔ a ≤ b
@ lt_irrefl_iff (a : Int) : a < a ↔ False
le_trans {a b c : Int} (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c
lt_trans {a b c : Int} (h₁ : a < b) (h₂ : b < c) : a < c
lt_of_lt_of_le {a b c : Int} (h₁ : a < b) (h₂ : b ≤ c) : a < c
lt_of_le_of_lt {a b c : Int} (h₁ : a ≤ b) (h₂ : b < c) : a < c
le_of_lt {a b : Int} (h : a < b) : a ≤ b
le_of_eq {a b : Int} (h : a = b) : a ≤ b
le_antisymm {a b : Int} (h₁ : a ≤ b) (h₂ : b ≤ a) : a = b
le_total (a b : Int) : a ≤ b ∨ b ≤ a
lt_irrefl (a : Int) : ¬(a < a)
lt_asymm {a b : Int} (h : a < b) : ¬(b < a)
lt_trichotomy (a b : Int) : a < b ∨ a = b ∨ b < a
lt_or_gt_of_ne {a b : Int} (h : a ≠ b) : a < b ∨ a > b
lt_or_ge (a b : Int) : a < b ∨ a ≥ b
ne_of_lt {a b : Int} (h : a < b) : a ≠ b
ne_of_gt {a b : Int} (h : b < a) : a ≠ b
lt_of_le_of_ne {a b : Int} (h₁ : a ≤ b) (h₂ : a ≠ b) : a < b
lt_iff_le_and_ne {a b : Int} : a < b ↔ a ≤ b ∧ a ≠ b
le_iff_lt_or_eq {a b : Int} : a ≤ b ↔ a < b ∨ a = b
@ not_le {a b : Int} : ¬(a ≤ b) ↔ b < a
@ not_lt {a b : Int} : ¬(a < b) ↔ b ≤ a
not_le_of_gt {a b : Int} (h : b < a) : ¬(a ≤ b)
not_lt_of_ge {a b : Int} (h : b ≤ a) : ¬(a < b)
le_of_not_lt {a b : Int} (h : ¬(a < b)) : b ≤ a
lt_of_not_le {a b : Int} (h : ¬(a ≤ b)) : b < a
lt_add_one_of_le {a b : Int} (h : a ≤ b) : a < b + 1
lt_add_one_iff {a b : Int} : a < b + 1 ↔ a ≤ b
add_one_le_iff {a b : Int} : a + 1 ≤ b ↔ a < b
le_of_lt_add_one {a b : Int} (h : a < b + 1) : a ≤ b
add_one_le_of_lt {a b : Int} (h : a < b) : a + 1 ≤ b
le_sub_one_of_lt {a b : Int} (h : a < b) : a ≤ b - 1
lt_of_le_sub_one {a b : Int} (h : a ≤ b - 1) : a < b
add_le_add {a b c d : Int} (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d
add_le_add_left {a b : Int} (h : a ≤ b) (c : Int) : c + a ≤ c + b
add_le_add_right {a b : Int} (h : a ≤ b) (c : Int) : a + c ≤ b + c
add_lt_add {a b c d : Int} (h₁ : a < b) (h₂ : c < d) : a + c < b + d
add_lt_add_left {a b : Int} (h : a < b) (c : Int) : c + a < c + b
add_lt_add_right {a b : Int} (h : a < b) (c : Int) : a + c < b + c
neg_le_neg {a b : Int} (h : a ≤ b) : -b ≤ -a
neg_lt_neg {a b : Int} (h : a < b) : -b < -a
sub_nonneg {a b : Int} : 0 ≤ a - b ↔ b ≤ a
sub_nonneg_of_le {a b : Int} (h : b ≤ a) : 0 ≤ a - b
sub_pos_of_lt {a b : Int} (h : b < a) : 0 < a - b
le_of_sub_nonneg {a b : Int} (h : 0 ≤ a - b) : b ≤ a
neg_nonneg_of_nonpos {a : Int} (h : a ≤ 0) : 0 ≤ -a
neg_nonpos_of_nonneg {a : Int} (h : 0 ≤ a) : -a ≤ 0
add_nonneg {a b : Int} (h₁ : 0 ≤ a) (h₂ : 0 ≤ b) : 0 ≤ a + b
add_pos {a b : Int} (h₁ : 0 < a) (h₂ : 0 < b) : 0 < a + b
zero_lt_one : (0 : Int) < 1
emod_two_eq_zero_or_one (n : Int) : n % 2 = 0 ∨ n % 2 = 1
emod_two_eq (n : Int) : n % 2 = 0 ∨ n % 2 = 1
natAbs_of_nonneg {a : Int} (h : 0 ≤ a) : (Int.ofNat (Int.natAbs a)) = a
toNat_of_nonneg {a : Int} (h : 0 ≤ a) : (Int.ofNat (Int.toNat a)) = a
ofNat_nonneg (n : Nat) : 0 ≤ Int.ofNat n
ofNat_zero_le (n : Nat) : 0 ≤ Int.ofNat n
natAbs_neg (a : Int) : Int.natAbs (-a) = Int.natAbs a
natAbs_ofNat (n : Nat) : Int.natAbs (Int.ofNat n) = n
natAbs_zero : Int.natAbs 0 = 0
natAbs_eq_zero {a : Int} : Int.natAbs a = 0 ↔ a = 0
natCast_add (n m : Nat) : Int.ofNat (n + m) = Int.ofNat n + Int.ofNat m
ofNat_add (n m : Nat) : Int.ofNat (n + m) = Int.ofNat n + Int.ofNat m
ofNat_le {m n : Nat} : Int.ofNat m ≤ Int.ofNat n ↔ m ≤ n
ofNat_lt {m n : Nat} : Int.ofNat m < Int.ofNat n ↔ m < n
ofNat_inj {m n : Nat} : Int.ofNat m = Int.ofNat n ↔ m = n
natCast_nonneg (n : Nat) : 0 ≤ Int.ofNat n
lt_succ (a : Int) : a < a + 1
le_max_left (a b : Int) : a ≤ Int.max a b
le_max_right (a b : Int) : b ≤ Int.max a b
min_le_left (a b : Int) : Int.min a b ≤ a
min_le_right (a b : Int) : Int.min a b ≤ b
"""

_RING = """
mul_comm (a b : Int) : a * b = b * a
mul_assoc (a b c : Int) : a * b * c = a * (b * c)
mul_left_comm (a b c : Int) : a * (b * c) = b * (a * c)
mul_right_comm (a b c : Int) : a * b * c = a * c * b
@ mul_zero (a : Int) : a * 0 = 0
@ zero_mul (a : Int) : 0 * a = 0
@ mul_one (a : Int) : a * 1 = a
@ one_mul (a : Int) : 1 * a = a
mul_add (a b c : Int) : a * (b + c) = a * b + a * c
add_mul (a b c : Int) : (a + b) * c = a * c + b * c
mul_sub (a b c : Int) : a * (b - c) = a * b - a * c
sub_mul (a b c : Int) : (a - b) * c = a * c - b * c
neg_mul (a b : Int) : -a * b = -(a * b)
mul_neg (a b : Int) : a * -b = -(a * b)
neg_mul_neg (a b : Int) : -a * -b = a * b
neg_mul_eq_neg_mul (a b : Int) : -(a * b) = -a * b
neg_mul_eq_mul_neg (a b : Int) : -(a * b) = a * -b
neg_eq_neg_one_mul (a : Int) : -a = -1 * a
two_mul (n : Int) : 2 * n = n + n
pow_two (a : Int) : a ^ 2 = a * a
natCast_mul (n m : Nat) : Int.ofNat (n * m) = Int.ofNat n * Int.ofNat m
ofNat_mul (n m : Nat) : Int.ofNat (n * m) = Int.ofNat n * Int.ofNat m
"""

_REST = r"""
@[simp] theorem Int.pow_zero (b : Int) : b ^ 0 = 1 := rfl

theorem Int.pow_succ (b : Int) (e : Nat) : b ^ (e + 1) = b ^ e * b := rfl

def Int.decEq (a b : Int) : Decidable (a = b) := @Int.rec (fun a => Decidable (a = b)) (fun m => @Int.rec (fun b => Decidable (Int.ofNat m = b)) (fun n => @Decidable.rec (m = n) (fun _ => Decidable (Int.ofNat m = Int.ofNat n)) (fun k => Decidable.isFalse (fun h => k (by injection h))) (fun k => Decidable.isTrue (congrArg Int.ofNat k)) (Nat.decEq m n)) (fun n => Decidable.isFalse (fun h => nomatch h)) b) (fun m => @Int.rec (fun b => Decidable (Int.negSucc m = b)) (fun n => Decidable.isFalse (fun h => nomatch h)) (fun n => @Decidable.rec (m = n) (fun _ => Decidable (Int.negSucc m = Int.negSucc n)) (fun k => Decidable.isFalse (fun h => k (by injection h))) (fun k => Decidable.isTrue (congrArg Int.negSucc k)) (Nat.decEq m n)) b) a

def Int.decLe (a b : Int) : Decidable (a ≤ b) := @Int.rec (fun d => Decidable (@Int.rec (fun _ => Prop) (fun _ => True) (fun _ => False) d)) (fun _ => instDecidableTrue) (fun _ => instDecidableFalse) (Int.sub b a)

def Int.decLt (a b : Int) : Decidable (a < b) := Int.decLe (a + 1) b

theorem Int.dvd_refl (a : Int) : a ∣ a := ⟨1, by ring⟩

theorem Int.dvd_zero (a : Int) : a ∣ 0 := ⟨0, by ring⟩

theorem Int.one_dvd (a : Int) : 1 ∣ a := ⟨a, by ring⟩

theorem Int.dvd_mul_right (a b : Int) : a ∣ a * b := ⟨b, rfl⟩

theorem Int.dvd_mul_left (a b : Int) : a ∣ b * a := ⟨b, by ring⟩

theorem Int.dvd_trans {a b c : Int} (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c := by
  obtain ⟨d, hd⟩ := h₁
  obtain ⟨e, he⟩ := h₂
  exact ⟨d * e, by rw [he, hd]; ring⟩

theorem Int.dvd_add {a b c : Int} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b + c := by
  obtain ⟨d, hd⟩ := h₁
  obtain ⟨e, he⟩ := h₂
  exact ⟨d + e, by rw [he, hd]; ring⟩

theorem Int.dvd_sub {a b c : Int} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b - c := by
  obtain ⟨d, hd⟩ := h₁
  obtain ⟨e, he⟩ := h₂
  exact ⟨d - e, by rw [he, hd]; ring⟩

theorem Int.dvd_neg {a b : Int} : a ∣ -b ↔ a ∣ b := by
  constructor
  · rintro ⟨c, hc⟩
    exact ⟨-c, by rw [← Int.neg_neg b, hc]; ring⟩
  · rintro ⟨c, hc⟩
    exact ⟨-c, by rw [hc]; ring⟩

theorem Int.dvd_mul_right_of_dvd {a b : Int} (h : a ∣ b) (c : Int) : a ∣ b * c := Int.dvd_trans h (Int.dvd_mul_right b c)

theorem Int.dvd_mul_left_of_dvd {a b : Int} (h : a ∣ b) (c : Int) : a ∣ c * b := Int.dvd_trans h (Int.dvd_mul_left b c)

theorem Int.eq_ofNat_of_zero_le {a : Int} (h : 0 ≤ a) : ∃ n : Nat, a = Int.ofNat n := ⟨Int.toNat a, by omega⟩

theorem Int.mul_nonneg {a b : Int} (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a * b := by
  obtain ⟨n, hn⟩ := Int.eq_ofNat_of_zero_le ha
  obtain ⟨m, hm⟩ := Int.eq_ofNat_of_zero_le hb
  rw [hn, hm, ← Int.ofNat_mul]
  exact Int.ofNat_nonneg (n * m)

theorem Int.mul_pos {a b : Int} (ha : 0 < a) (hb : 0 < b) : 0 < a * b := by
  have h := Int.mul_nonneg (show 0 ≤ a - 1 by omega) (show 0 ≤ b - 1 by omega)
  have e : (a - 1) * (b - 1) = a * b - a - b + 1 := by ring
  rw [e] at h
  omega

theorem Int.mul_le_mul_of_nonneg_left {a b c : Int} (h₁ : a ≤ b) (h₂ : 0 ≤ c) : c * a ≤ c * b := by
  have h := Int.mul_nonneg h₂ (show 0 ≤ b - a by omega)
  rw [Int.mul_sub] at h
  omega

theorem Int.mul_le_mul_of_nonneg_right {a b c : Int} (h₁ : a ≤ b) (h₂ : 0 ≤ c) : a * c ≤ b * c := by
  rw [Int.mul_comm a c, Int.mul_comm b c]
  exact Int.mul_le_mul_of_nonneg_left h₁ h₂

theorem Int.mul_self_nonneg_aux (a : Int) : 0 ≤ a * a := by
  cases Int.le_total 0 a with
  | inl h => exact Int.mul_nonneg h h
  | inr h =>
    have h2 := Int.mul_nonneg (Int.neg_nonneg_of_nonpos h) (Int.neg_nonneg_of_nonpos h)
    rw [Int.neg_mul_neg] at h2
    exact h2

theorem Int.mul_self_nonneg (a : Int) : 0 ≤ a * a := Int.mul_self_nonneg_aux a

theorem Int.mul_eq_zero {a b : Int} : a * b = 0 ↔ a = 0 ∨ b = 0 := by
  constructor
  · intro h
    cases Int.lt_trichotomy a 0 with
    | inl ha =>
      cases Int.lt_trichotomy b 0 with
      | inl hb =>
        have h2 := Int.mul_pos (show 0 < -a by omega) (show 0 < -b by omega)
        rw [Int.neg_mul_neg] at h2
        omega
      | inr hb =>
        cases hb with
        | inl hb => exact Or.inr hb
        | inr hb =>
          have h2 := Int.mul_pos (show 0 < -a by omega) hb
          rw [Int.neg_mul] at h2
          omega
    | inr ha =>
      cases ha with
      | inl ha => exact Or.inl ha
      | inr ha =>
        cases Int.lt_trichotomy b 0 with
        | inl hb =>
          have h2 := Int.mul_pos ha (show 0 < -b by omega)
          rw [Int.mul_neg] at h2
          omega
        | inr hb =>
          cases hb with
          | inl hb => exact Or.inr hb
          | inr hb =>
            have h2 := Int.mul_pos ha hb
            omega
  · rintro (h | h)
    · rw [h]; ring
    · rw [h]; ring

theorem Int.ofNat.inj {m n : Nat} (h : Int.ofNat m = Int.ofNat n) : m = n := by omega

theorem Int.mul_nonneg_of_nonpos_of_nonpos {a b : Int} (ha : a ≤ 0) (hb : b ≤ 0) : 0 ≤ a * b := by
  have h := Int.mul_nonneg (Int.neg_nonneg_of_nonpos ha) (Int.neg_nonneg_of_nonpos hb)
  rw [Int.neg_mul_neg] at h
  exact h

theorem Int.mul_le_mul {a b c d : Int} (h₁ : a ≤ c) (h₂ : b ≤ d) (h₃ : 0 ≤ b) (h₄ : 0 ≤ c) : a * b ≤ c * d := Int.le_trans (Int.mul_le_mul_of_nonneg_right h₁ h₃) (Int.mul_le_mul_of_nonneg_left h₂ h₄)

theorem Int.eq_of_mul_eq_mul_right {a b c : Int} (ha : a ≠ 0) (h : b * a = c * a) : b = c := by
  have e : (b - c) * a = 0 := by rw [Int.sub_mul, h, Int.sub_self]
  cases Int.mul_eq_zero.mp e with
  | inl k => omega
  | inr k => exact absurd k ha

theorem Int.eq_of_mul_eq_mul_left {a b c : Int} (ha : a ≠ 0) (h : a * b = a * c) : b = c := Int.eq_of_mul_eq_mul_right ha (by rw [Int.mul_comm b a, Int.mul_comm c a, h])

theorem Int.subNatNat_nonneg_aux {m n : Nat} (h : n ≤ m) : 0 ≤ Int.subNatNat m n := by
  have e : n - m = 0 := by omega
  show 0 ≤ @Nat.rec (fun _ => Int) (Int.ofNat (m - n)) (fun k _ => Int.negSucc k) (n - m)
  rw [e]
  exact Int.ofNat_nonneg (m - n)

theorem Int.emod_nonneg (a : Int) {b : Int} (h : b ≠ 0) : 0 ≤ a % b := by
  have hb : 0 < Int.natAbs b := by omega
  cases a with
  | ofNat m => exact Int.ofNat_nonneg (m % Int.natAbs b)
  | negSucc m => exact Int.subNatNat_nonneg_aux (Nat.mod_lt m hb)

theorem Int.subNatNat_lt_aux {m n : Nat} (h : 0 < n) (k : n ≤ m) : Int.subNatNat m n < Int.ofNat m := by
  have e : n - m = 0 := by omega
  show @Nat.rec (fun _ => Int) (Int.ofNat (m - n)) (fun k _ => Int.negSucc k) (n - m) < Int.ofNat m
  rw [e]
  show Int.ofNat (m - n) < Int.ofNat m
  omega

theorem Int.emod_lt_of_pos (a : Int) {b : Int} (h : 0 < b) : a % b < b := by
  have hb : 0 < Int.natAbs b := by omega
  have e : Int.ofNat (Int.natAbs b) = b := by omega
  cases a with
  | ofNat m =>
    have k := Nat.mod_lt m hb
    have l : Int.ofNat (m % Int.natAbs b) < Int.ofNat (Int.natAbs b) := by omega
    rw [e] at l
    exact l
  | negSucc m =>
    have l := Int.subNatNat_lt_aux (Nat.succ_pos (m % Int.natAbs b)) (Nat.mod_lt m hb)
    rw [e] at l
    exact l
"""


def _named(lines: str, tactic: str) -> str:
    texts = []
    for line in lines.strip().split("\n"):
        simp = line.startswith("@ ")
        texts.append(f"{'@[simp] ' if simp else ''}theorem Int.{line.removeprefix('@ ')} := by {tactic}")
    return "\n\n".join(texts)


TEXT = "\n\n".join([_named(_LINEAR, "omega"), _named(_RING, "ring"), _REST.strip()])
"""All of them, in order."""
