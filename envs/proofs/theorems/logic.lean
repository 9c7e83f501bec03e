-- Propositional logic. The first part is intuitionistic; the second uses excluded middle.

theorem identity (p : Prop) : p → p := fun hp => hp

theorem weaken (p q : Prop) : p → q → p := fun hp _ => hp

theorem chain (p q r : Prop) : (p → q) → (q → r) → p → r := fun f g hp => g (f hp)

theorem distribute (p q r : Prop) : (p → q → r) → (p → q) → p → r := fun f g hp => f hp (g hp)

theorem exchange (p q r : Prop) : (p → q → r) → q → p → r := fun f hq hp => f hp hq

theorem contract (p q : Prop) : (p → p → q) → p → q := fun f hp => f hp hp

theorem chain_three (p q r s : Prop) (f : p → q) (g : q → r) (h : r → s) : p → s := by
  intro hp
  exact h (g (f hp))

theorem both_swap (p q : Prop) : p ∧ q → q ∧ p := by
  intro h
  cases h with
  | intro hp hq => exact ⟨hq, hp⟩

theorem both_swap_iff (p q : Prop) : p ∧ q ↔ q ∧ p := ⟨both_swap p q, both_swap q p⟩

theorem both_regroup (p q r : Prop) : (p ∧ q) ∧ r → p ∧ q ∧ r := by
  rintro ⟨⟨hp, hq⟩, hr⟩
  exact ⟨hp, hq, hr⟩

theorem both_regroup_back (p q r : Prop) : p ∧ q ∧ r → (p ∧ q) ∧ r := by
  rintro ⟨hp, hq, hr⟩
  exact ⟨⟨hp, hq⟩, hr⟩

theorem both_regroup_iff (p q r : Prop) : (p ∧ q) ∧ r ↔ p ∧ q ∧ r :=
  ⟨both_regroup p q r, both_regroup_back p q r⟩

theorem both_same (p : Prop) : p ∧ p ↔ p := by
  constructor
  · intro h
    exact h.left
  · intro hp
    exact ⟨hp, hp⟩

theorem both_map (p q r s : Prop) (f : p → r) (g : q → s) : p ∧ q → r ∧ s :=
  fun h => ⟨f h.left, g h.right⟩

theorem both_front (p q r : Prop) : p ∧ q ∧ r ↔ q ∧ p ∧ r := by
  constructor
  · rintro ⟨hp, hq, hr⟩
    exact ⟨hq, hp, hr⟩
  · rintro ⟨hq, hp, hr⟩
    exact ⟨hp, hq, hr⟩

theorem either_swap (p q : Prop) : p ∨ q → q ∨ p := by
  intro h
  cases h with
  | inl hp => exact Or.inr hp
  | inr hq => exact Or.inl hq

theorem either_swap_iff (p q : Prop) : p ∨ q ↔ q ∨ p := ⟨either_swap p q, either_swap q p⟩

theorem either_regroup (p q r : Prop) : (p ∨ q) ∨ r → p ∨ q ∨ r := by
  rintro ((hp | hq) | hr)
  · exact Or.inl hp
  · exact Or.inr (Or.inl hq)
  · exact Or.inr (Or.inr hr)

theorem either_regroup_back (p q r : Prop) : p ∨ q ∨ r → (p ∨ q) ∨ r := by
  rintro (hp | hq | hr)
  · exact Or.inl (Or.inl hp)
  · exact Or.inl (Or.inr hq)
  · exact Or.inr hr

theorem either_regroup_iff (p q r : Prop) : (p ∨ q) ∨ r ↔ p ∨ q ∨ r :=
  ⟨either_regroup p q r, either_regroup_back p q r⟩

theorem either_same (p : Prop) : p ∨ p ↔ p := by
  constructor
  · intro h
    cases h with
    | inl hp => exact hp
    | inr hp => exact hp
  · intro hp
    exact Or.inl hp

theorem either_map (p q r s : Prop) (f : p → r) (g : q → s) : p ∨ q → r ∨ s := by
  intro h
  cases h with
  | inl hp => exact Or.inl (f hp)
  | inr hq => exact Or.inr (g hq)

theorem either_cases (p q r : Prop) : (p → r) → (q → r) → p ∨ q → r := by
  intro f g h
  cases h with
  | inl hp => exact f hp
  | inr hq => exact g hq

theorem either_front (p q r : Prop) : p ∨ q ∨ r ↔ q ∨ p ∨ r := by
  constructor
  · rintro (hp | hq | hr)
    · exact Or.inr (Or.inl hp)
    · exact Or.inl hq
    · exact Or.inr (Or.inr hr)
  · rintro (hq | hp | hr)
    · exact Or.inr (Or.inl hq)
    · exact Or.inl hp
    · exact Or.inr (Or.inr hr)

theorem both_over_either (p q r : Prop) : p ∧ (q ∨ r) ↔ (p ∧ q) ∨ (p ∧ r) := by
  constructor
  · rintro ⟨hp, hq | hr⟩
    · exact Or.inl ⟨hp, hq⟩
    · exact Or.inr ⟨hp, hr⟩
  · rintro (⟨hp, hq⟩ | ⟨hp, hr⟩)
    · exact ⟨hp, Or.inl hq⟩
    · exact ⟨hp, Or.inr hr⟩

theorem either_over_both (p q r : Prop) : p ∨ (q ∧ r) ↔ (p ∨ q) ∧ (p ∨ r) := by
  constructor
  · rintro (hp | ⟨hq, hr⟩)
    · exact ⟨Or.inl hp, Or.inl hp⟩
    · exact ⟨Or.inr hq, Or.inr hr⟩
  · rintro ⟨hp | hq, hp' | hr⟩
    · exact Or.inl hp
    · exact Or.inl hp
    · exact Or.inl hp'
    · exact Or.inr ⟨hq, hr⟩

theorem both_over_either_right (p q r : Prop) : (p ∨ q) ∧ r ↔ (p ∧ r) ∨ (q ∧ r) := by
  constructor
  · rintro ⟨hp | hq, hr⟩
    · exact Or.inl ⟨hp, hr⟩
    · exact Or.inr ⟨hq, hr⟩
  · rintro (⟨hp, hr⟩ | ⟨hq, hr⟩)
    · exact ⟨Or.inl hp, hr⟩
    · exact ⟨Or.inr hq, hr⟩

theorem absorb_both (p q : Prop) : p ∧ (p ∨ q) ↔ p := by
  constructor
  · intro h
    exact h.left
  · intro hp
    exact ⟨hp, Or.inl hp⟩

theorem absorb_either (p q : Prop) : p ∨ (p ∧ q) ↔ p := by
  constructor
  · rintro (hp | h)
    · exact hp
    · exact h.left
  · intro hp
    exact Or.inl hp

theorem curry (p q r : Prop) : (p ∧ q → r) → p → q → r := fun f hp hq => f ⟨hp, hq⟩

theorem uncurry (p q r : Prop) : (p → q → r) → p ∧ q → r := fun f h => f h.left h.right

theorem curry_iff (p q r : Prop) : (p ∧ q → r) ↔ (p → q → r) := ⟨curry p q r, uncurry p q r⟩

theorem from_either_iff (p q r : Prop) : (p ∨ q → r) ↔ (p → r) ∧ (q → r) := by
  constructor
  · intro f
    exact ⟨fun hp => f (Or.inl hp), fun hq => f (Or.inr hq)⟩
  · rintro ⟨f, g⟩
    exact either_cases p q r f g

theorem to_both_iff (p q r : Prop) : (p → q ∧ r) ↔ (p → q) ∧ (p → r) := by
  constructor
  · intro f
    exact ⟨fun hp => (f hp).left, fun hp => (f hp).right⟩
  · rintro ⟨f, g⟩ hp
    exact ⟨f hp, g hp⟩

theorem either_to_imp (p q r : Prop) : (p → q) ∨ (p → r) → p → q ∨ r := by
  rintro (f | g) hp
  · exact Or.inl (f hp)
  · exact Or.inr (g hp)

theorem nothing_gives_all (p : Prop) : False → p := fun h => h.elim

theorem clash (p q : Prop) : p → ¬p → q := fun hp hn => absurd hp hn

theorem clash_both (p q : Prop) : p ∧ ¬p → q := fun h => absurd h.left h.right

theorem no_clash (p : Prop) : ¬(p ∧ ¬p) := fun h => h.right h.left

theorem double_not_intro (p : Prop) : p → ¬¬p := fun hp hn => hn hp

theorem triple_not (p : Prop) : ¬¬¬p → ¬p := fun h hp => h (double_not_intro p hp)

theorem triple_not_iff (p : Prop) : ¬¬¬p ↔ ¬p := ⟨triple_not p, double_not_intro (¬p)⟩

theorem contrapose (p q : Prop) : (p → q) → ¬q → ¬p := fun f hn hp => hn (f hp)

theorem contrapose_double (p q : Prop) : (p → q) → ¬¬p → ¬¬q :=
  fun f => contrapose (¬q) (¬p) (contrapose p q f)

theorem imp_not_swap (p q : Prop) : (p → ¬q) → q → ¬p := fun f hq hp => f hp hq

theorem imp_not_swap_iff (p q : Prop) : (p → ¬q) ↔ (q → ¬p) := ⟨imp_not_swap p q, imp_not_swap q p⟩

theorem imp_own_not (p : Prop) : (p → ¬p) → ¬p := fun f hp => f hp hp

theorem not_iff_own_not (p : Prop) : ¬(p ↔ ¬p) := by
  intro h
  have hn : ¬p := fun hp => h.mp hp hp
  exact hn (h.mpr hn)

theorem not_either (p q : Prop) : ¬(p ∨ q) ↔ ¬p ∧ ¬q := by
  constructor
  · intro h
    exact ⟨fun hp => h (Or.inl hp), fun hq => h (Or.inr hq)⟩
  · rintro ⟨hp, hq⟩ (h | h)
    · exact hp h
    · exact hq h

theorem not_both_of_either_not (p q : Prop) : ¬p ∨ ¬q → ¬(p ∧ q) := by
  rintro (hp | hq) h
  · exact hp h.left
  · exact hq h.right

theorem not_both_iff_imp (p q : Prop) : ¬(p ∧ q) ↔ (p → ¬q) := by
  constructor
  · intro h hp hq
    exact h ⟨hp, hq⟩
  · intro f h
    exact f h.left h.right

theorem not_imp_gives_not (p q : Prop) : ¬(p → q) → ¬q := fun h hq => h (fun _ => hq)

theorem not_not_em (p : Prop) : ¬¬(p ∨ ¬p) := by
  intro h
  exact h (Or.inr (fun hp => h (Or.inl hp)))

theorem not_not_both (p q : Prop) : ¬¬(p ∧ q) ↔ ¬¬p ∧ ¬¬q := by
  constructor
  · intro h
    exact ⟨fun hp => h (fun k => hp k.left), fun hq => h (fun k => hq k.right)⟩
  · rintro ⟨hp, hq⟩ h
    exact hp (fun a => hq (fun b => h ⟨a, b⟩))

theorem not_not_imp_elim (p q : Prop) : ¬¬(p → q) → ¬¬p → ¬¬q := by
  intro h hp hq
  exact h (fun f => hp (fun a => hq (f a)))

theorem not_not_peirce (p q : Prop) : ¬¬(((p → q) → p) → p) := by
  intro h
  apply h
  intro f
  exact f (fun hp => absurd (fun _ => hp) h)

theorem resolve_left (p q : Prop) : p ∨ q → ¬p → q := by
  rintro (hp | hq) hn
  · exact absurd hp hn
  · exact hq

theorem resolve_right (p q : Prop) : p ∨ q → ¬q → p := by
  intro h hn
  exact resolve_left q p (either_swap p q h) hn

theorem either_not_gives_imp (p q : Prop) : ¬p ∨ q → p → q := by
  rintro (hn | hq) hp
  · exact absurd hp hn
  · exact hq

theorem both_not_blocks_imp (p q : Prop) : p ∧ ¬q → ¬(p → q) := fun h f => h.right (f h.left)

theorem same_self (p : Prop) : p ↔ p := ⟨fun hp => hp, fun hp => hp⟩

theorem same_swap (p q : Prop) : (p ↔ q) → (q ↔ p) := fun h => ⟨h.mpr, h.mp⟩

theorem same_chain (p q r : Prop) : (p ↔ q) → (q ↔ r) → (p ↔ r) := by
  intro h k
  constructor
  · intro hp
    exact k.mp (h.mp hp)
  · intro hr
    exact h.mpr (k.mpr hr)

theorem same_both (p q r s : Prop) (h : p ↔ r) (k : q ↔ s) : p ∧ q ↔ r ∧ s :=
  ⟨both_map p q r s h.mp k.mp, both_map r s p q h.mpr k.mpr⟩

theorem same_either (p q r s : Prop) (h : p ↔ r) (k : q ↔ s) : p ∨ q ↔ r ∨ s :=
  ⟨either_map p q r s h.mp k.mp, either_map r s p q h.mpr k.mpr⟩

theorem same_not (p q : Prop) (h : p ↔ q) : ¬p ↔ ¬q := ⟨contrapose q p h.mpr, contrapose p q h.mp⟩

theorem same_imp (p q r s : Prop) (h : p ↔ r) (k : q ↔ s) : (p → q) ↔ (r → s) := by
  constructor
  · intro f hr
    exact k.mp (f (h.mpr hr))
  · intro f hp
    exact k.mpr (f (h.mp hp))

theorem same_as_both_ways (p q : Prop) : (p ↔ q) ↔ (p → q) ∧ (q → p) := by
  constructor
  · intro h
    exact ⟨h.mp, h.mpr⟩
  · rintro ⟨f, g⟩
    exact ⟨f, g⟩

theorem true_both (p : Prop) : True ∧ p ↔ p := ⟨fun h => h.right, fun hp => ⟨trivial, hp⟩⟩

theorem false_both (p : Prop) : False ∧ p ↔ False := ⟨fun h => h.left, fun h => h.elim⟩

theorem true_either (p : Prop) : True ∨ p ↔ True := ⟨fun _ => trivial, fun h => Or.inl h⟩

theorem false_either (p : Prop) : False ∨ p ↔ p := by
  constructor
  · rintro (h | hp)
    · exact h.elim
    · exact hp
  · intro hp
    exact Or.inr hp

theorem true_imp (p : Prop) : (True → p) ↔ p := ⟨fun f => f trivial, fun hp _ => hp⟩

theorem imp_false_same_not (p : Prop) : (p → False) ↔ ¬p := ⟨fun h => h, fun h => h⟩

theorem not_true_same_false : ¬True ↔ False := ⟨fun h => h trivial, fun h => h.elim⟩

theorem not_false_same_true : ¬False ↔ True := ⟨fun _ => trivial, fun _ h => h⟩

theorem common_factor (p q r : Prop) : (p ∧ q) ∨ (p ∧ r) → p := by
  intro h
  exact ((both_over_either p q r).mpr h).left

theorem dilemma (p q r s : Prop) : (p → q) → (r → s) → p ∨ r → q ∨ s :=
  fun f g => either_map p r q s f g

theorem dilemma_destructive (p q r s : Prop) : (p → q) → (r → s) → ¬q ∨ ¬s → ¬p ∨ ¬r := by
  intro f g
  exact either_map (¬q) (¬s) (¬p) (¬r) (contrapose p q f) (contrapose r s g)

theorem ring_of_three (p q r : Prop) : (p → q) → (q → r) → (r → p) → (p ↔ r) := by
  intro f g h
  exact ⟨chain p q r f g, h⟩

theorem double_not_elim (p : Prop) : ¬¬p → p := by
  intro h
  by_cases hp : p
  · exact hp
  · exact absurd hp h

theorem double_not_iff (p : Prop) : ¬¬p ↔ p := ⟨double_not_elim p, double_not_intro p⟩

theorem middle (p : Prop) : p ∨ ¬p := Classical.em p

theorem peirce (p q : Prop) : ((p → q) → p) → p := by
  intro f
  by_cases hp : p
  · exact hp
  · exact f (fun a => absurd a hp)

theorem contrapose_back (p q : Prop) : (¬q → ¬p) → p → q := by
  intro f hp
  by_cases hq : q
  · exact hq
  · exact absurd hp (f hq)

theorem contrapose_iff (p q : Prop) : (p → q) ↔ (¬q → ¬p) := ⟨contrapose p q, contrapose_back p q⟩

theorem imp_iff_either (p q : Prop) : (p → q) ↔ ¬p ∨ q := by
  constructor
  · intro f
    cases middle p with
    | inl hp => exact Or.inr (f hp)
    | inr hn => exact Or.inl hn
  · exact either_not_gives_imp p q

theorem either_iff_imp (p q : Prop) : p ∨ q ↔ (¬p → q) := by
  constructor
  · intro h hn
    exact resolve_left p q h hn
  · intro f
    cases middle p with
    | inl hp => exact Or.inl hp
    | inr hn => exact Or.inr (f hn)

theorem not_both (p q : Prop) : ¬(p ∧ q) ↔ ¬p ∨ ¬q := by
  constructor
  · intro h
    by_cases hp : p
    · exact Or.inr (fun hq => h ⟨hp, hq⟩)
    · exact Or.inl hp
  · exact not_both_of_either_not p q

theorem not_imp_split (p q : Prop) : ¬(p → q) ↔ p ∧ ¬q := by
  constructor
  · intro h
    constructor
    · apply double_not_elim
      intro hn
      exact h (fun hp => absurd hp hn)
    · exact not_imp_gives_not p q h
  · exact both_not_blocks_imp p q

theorem both_via_not_either (p q : Prop) : p ∧ q ↔ ¬(¬p ∨ ¬q) := by
  constructor
  · rintro ⟨hp, hq⟩ (h | h)
    · exact h hp
    · exact h hq
  · intro h
    have k := (not_either (¬p) (¬q)).mp h
    exact ⟨double_not_elim p k.left, double_not_elim q k.right⟩

theorem either_via_not_both (p q : Prop) : p ∨ q ↔ ¬(¬p ∧ ¬q) := by
  constructor
  · rintro (hp | hq) h
    · exact h.left hp
    · exact h.right hq
  · intro h
    by_cases hp : p
    · exact Or.inl hp
    · by_cases hq : q
      · exact Or.inr hq
      · exact absurd ⟨hp, hq⟩ h

theorem linear_order_of_truth (p q : Prop) : (p → q) ∨ (q → p) := by
  by_cases hp : p
  · exact Or.inr (fun _ => hp)
  · exact Or.inl (fun h => absurd h hp)

theorem split_imp_either (p q r : Prop) : (p → q ∨ r) → (p → q) ∨ (p → r) := by
  intro f
  by_cases hp : p
  · cases f hp with
    | inl hq => exact Or.inl (fun _ => hq)
    | inr hr => exact Or.inr (fun _ => hr)
  · exact Or.inl (fun h => absurd h hp)

theorem case_split (p q : Prop) : (p → q) → (¬p → q) → q := by
  intro f g
  cases middle p with
  | inl hp => exact f hp
  | inr hn => exact g hn

theorem weak_peirce (p : Prop) : (¬p → p) → p := by
  intro f
  exact case_split p p (fun hp => hp) f

theorem not_same (p q : Prop) : ¬(p ↔ q) ↔ (p ↔ ¬q) := by
  constructor
  · intro h
    constructor
    · intro hp hq
      exact h ⟨fun _ => hq, fun _ => hp⟩
    · intro hq
      apply double_not_elim
      intro hp
      exact h ⟨fun a => absurd a hp, fun b => absurd b hq⟩
  · intro h k
    have hq : ¬q := fun b => h.mp (k.mpr b) b
    exact hq (k.mp (h.mpr hq))

theorem same_by_cases (p q : Prop) : (p ↔ q) ↔ (p ∧ q) ∨ (¬p ∧ ¬q) := by
  constructor
  · intro h
    by_cases hp : p
    · exact Or.inl ⟨hp, h.mp hp⟩
    · exact Or.inr ⟨hp, fun hq => hp (h.mpr hq)⟩
  · rintro (⟨hp, hq⟩ | ⟨hp, hq⟩)
    · exact ⟨fun _ => hq, fun _ => hp⟩
    · exact ⟨fun h => absurd h hp, fun h => absurd h hq⟩
