-- Booleans, by their four rows or fewer.

theorem bool_cases (b : Bool) : b = true ∨ b = false := by
  cases b
  · exact Or.inr rfl
  · exact Or.inl rfl

theorem bool_true_apart_false : true ≠ false := by decide

theorem bool_not_not (b : Bool) : (!!b) = b := by
  cases b
  · rfl
  · rfl

theorem bool_and_swap (a b : Bool) : (a && b) = (b && a) := by
  cases a <;> cases b <;> rfl

theorem bool_or_swap (a b : Bool) : (a || b) = (b || a) := by
  cases a <;> cases b <;> rfl

theorem bool_and_regroup (a b c : Bool) : ((a && b) && c) = (a && (b && c)) := by
  cases a <;> cases b <;> cases c <;> rfl

theorem bool_or_regroup (a b c : Bool) : ((a || b) || c) = (a || (b || c)) := by
  cases a <;> cases b <;> cases c <;> rfl

theorem bool_and_same (b : Bool) : (b && b) = b := by
  cases b <;> rfl

theorem bool_or_same (b : Bool) : (b || b) = b := by
  cases b <;> rfl

theorem bool_and_true_right (b : Bool) : (b && true) = b := by
  cases b <;> rfl

theorem bool_and_false_right (b : Bool) : (b && false) = false := by
  cases b <;> rfl

theorem bool_or_true_right (b : Bool) : (b || true) = true := by
  cases b <;> rfl

theorem bool_or_false_right (b : Bool) : (b || false) = b := by
  cases b <;> rfl

theorem bool_and_not (b : Bool) : (b && !b) = false := by
  cases b <;> rfl

theorem bool_or_not (b : Bool) : (b || !b) = true := by
  cases b <;> rfl

theorem bool_and_over_or (a b c : Bool) : (a && (b || c)) = ((a && b) || (a && c)) := by
  cases a <;> cases b <;> cases c <;> rfl

theorem bool_or_over_and (a b c : Bool) : (a || (b && c)) = ((a || b) && (a || c)) := by
  cases a <;> cases b <;> cases c <;> rfl

theorem bool_not_and (a b : Bool) : (!(a && b)) = (!a || !b) := by
  cases a <;> cases b <;> rfl

theorem bool_not_or (a b : Bool) : (!(a || b)) = (!a && !b) := by
  cases a <;> cases b <;> rfl

theorem bool_absorb_and (a b : Bool) : (a && (a || b)) = a := by
  cases a <;> cases b <;> rfl

theorem bool_absorb_or (a b : Bool) : (a || (a && b)) = a := by
  cases a <;> cases b <;> rfl

theorem bool_not_one_to_one (a b : Bool) (h : (!a) = (!b)) : a = b := by
  rw [← bool_not_not a, ← bool_not_not b, h]

theorem bool_not_apart (b : Bool) : (!b) ≠ b := by
  cases b
  · decide
  · decide

theorem bool_and_is_true (a b : Bool) : (a && b) = true ↔ a = true ∧ b = true := by
  constructor
  · intro h
    cases a
    · cases b
      · exact absurd h (by decide)
      · exact absurd h (by decide)
    · exact ⟨rfl, h⟩
  · rintro ⟨h, k⟩
    rw [h, k]
    rfl

theorem bool_or_is_true (a b : Bool) : (a || b) = true ↔ a = true ∨ b = true := by
  constructor
  · intro h
    cases a
    · exact Or.inr h
    · exact Or.inl rfl
  · rintro (h | h)
    · rw [h]
      rfl
    · rw [h]
      exact bool_or_true_right a

theorem bool_not_is_true (b : Bool) : (!b) = true ↔ b = false := by
  constructor
  · intro h
    cases b
    · rfl
    · exact absurd h (by decide)
  · intro h
    rw [h]
    rfl

theorem bool_apart_true (b : Bool) (h : b ≠ true) : b = false := by
  cases bool_cases b with
  | inl k => exact absurd k h
  | inr k => exact k

theorem bool_equal_by_truth (a b : Bool) (h : a = true ↔ b = true) : a = b := by
  cases a
  · cases b
    · rfl
    · exact absurd (h.mpr rfl) (by decide)
  · exact (h.mp rfl).symm

theorem bool_three_of_two (f : Bool → Bool) (b : Bool) : f (f (f b)) = f b := by
  cases b
  · cases h : f false
    · rw [h, h]
    · cases k : f true
      · exact h
      · exact k
  · cases h : f true
    · cases k : f false
      · exact k
      · exact h
    · rw [h, h]
