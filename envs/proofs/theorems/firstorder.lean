-- Quantifiers, equality and functions.

theorem all_specialise (α : Type) (p : α → Prop) (a : α) : (∀ x, p x) → p a := fun h => h a

theorem some_witness (α : Type) (p : α → Prop) (a : α) : p a → ∃ x, p x := fun h => ⟨a, h⟩

theorem all_gives_some (α : Type) (p : α → Prop) (a : α) : (∀ x, p x) → ∃ x, p x :=
  fun h => some_witness α p a (h a)

theorem all_map (α : Type) (p q : α → Prop) : (∀ x, p x → q x) → (∀ x, p x) → ∀ x, q x :=
  fun f h x => f x (h x)

theorem some_map (α : Type) (p q : α → Prop) : (∀ x, p x → q x) → (∃ x, p x) → ∃ x, q x := by
  intro f h
  cases h with
  | intro x hx => exact ⟨x, f x hx⟩

theorem all_both (α : Type) (p q : α → Prop) : (∀ x, p x ∧ q x) ↔ (∀ x, p x) ∧ (∀ x, q x) := by
  constructor
  · intro h
    exact ⟨fun x => (h x).left, fun x => (h x).right⟩
  · rintro ⟨f, g⟩ x
    exact ⟨f x, g x⟩

theorem some_either (α : Type) (p q : α → Prop) : (∃ x, p x ∨ q x) ↔ (∃ x, p x) ∨ (∃ x, q x) := by
  constructor
  · rintro ⟨x, hp | hq⟩
    · exact Or.inl ⟨x, hp⟩
    · exact Or.inr ⟨x, hq⟩
  · rintro (⟨x, hp⟩ | ⟨x, hq⟩)
    · exact ⟨x, Or.inl hp⟩
    · exact ⟨x, Or.inr hq⟩

theorem either_all (α : Type) (p q : α → Prop) : (∀ x, p x) ∨ (∀ x, q x) → ∀ x, p x ∨ q x := by
  rintro (h | h) x
  · exact Or.inl (h x)
  · exact Or.inr (h x)

theorem some_both (α : Type) (p q : α → Prop) : (∃ x, p x ∧ q x) → (∃ x, p x) ∧ (∃ x, q x) := by
  rintro ⟨x, hp, hq⟩
  exact ⟨⟨x, hp⟩, ⟨x, hq⟩⟩

theorem some_both_swap (α : Type) (p q : α → Prop) : (∃ x, p x ∧ q x) → ∃ x, q x ∧ p x := by
  rintro ⟨x, hp, hq⟩
  exact ⟨x, hq, hp⟩

theorem all_swap (α β : Type) (r : α → β → Prop) : (∀ x y, r x y) → ∀ y x, r x y := fun h y x => h x y

theorem some_swap (α β : Type) (r : α → β → Prop) : (∃ x, ∃ y, r x y) → ∃ y, ∃ x, r x y := by
  rintro ⟨x, y, h⟩
  exact ⟨y, x, h⟩

theorem some_all_swap (α β : Type) (r : α → β → Prop) : (∃ x, ∀ y, r x y) → ∀ y, ∃ x, r x y := by
  rintro ⟨x, h⟩ y
  exact ⟨x, h y⟩

theorem not_some (α : Type) (p : α → Prop) : (¬∃ x, p x) ↔ ∀ x, ¬p x := by
  constructor
  · intro h x hx
    exact h ⟨x, hx⟩
  · rintro h ⟨x, hx⟩
    exact h x hx

theorem some_not_blocks_all (α : Type) (p : α → Prop) : (∃ x, ¬p x) → ¬∀ x, p x := by
  rintro ⟨x, hx⟩ h
  exact hx (h x)

theorem not_all (α : Type) (p : α → Prop) : (¬∀ x, p x) ↔ ∃ x, ¬p x := by
  constructor
  · intro h
    apply double_not_elim
    intro k
    apply h
    intro x
    apply double_not_elim
    intro hx
    exact k ⟨x, hx⟩
  · exact some_not_blocks_all α p

theorem all_via_not_some (α : Type) (p : α → Prop) : (∀ x, p x) ↔ ¬∃ x, ¬p x := by
  constructor
  · rintro h ⟨x, hx⟩
    exact hx (h x)
  · intro h x
    apply double_not_elim
    intro hx
    exact h ⟨x, hx⟩

theorem some_via_not_all (α : Type) (p : α → Prop) : (∃ x, p x) ↔ ¬∀ x, ¬p x := by
  constructor
  · rintro ⟨x, hx⟩ h
    exact h x hx
  · intro h
    apply double_not_elim
    intro k
    exact h ((not_some α p).mp k)

theorem all_from_some (α : Type) (p : α → Prop) (q : Prop) : ((∃ x, p x) → q) ↔ ∀ x, p x → q := by
  constructor
  · intro f x hx
    exact f ⟨x, hx⟩
  · rintro f ⟨x, hx⟩
    exact f x hx

theorem all_under_imp (α : Type) (p : α → Prop) (q : Prop) : (q → ∀ x, p x) ↔ ∀ x, q → p x :=
  ⟨fun f x hq => f hq x, fun f hq x => f x hq⟩

theorem both_some (α : Type) (p : α → Prop) (q : Prop) : q ∧ (∃ x, p x) ↔ ∃ x, q ∧ p x := by
  constructor
  · rintro ⟨hq, x, hx⟩
    exact ⟨x, hq, hx⟩
  · rintro ⟨x, hq, hx⟩
    exact ⟨hq, x, hx⟩

theorem either_all_const (α : Type) (p : α → Prop) (q : Prop) : q ∨ (∀ x, p x) ↔ ∀ x, q ∨ p x := by
  constructor
  · rintro (hq | h) x
    · exact Or.inl hq
    · exact Or.inr (h x)
  · intro h
    by_cases hq : q
    · exact Or.inl hq
    · exact Or.inr (fun x => resolve_left q (p x) (h x) hq)

theorem drinker (α : Type) (p : α → Prop) (a : α) : ∃ x, p x → ∀ y, p y := by
  by_cases h : ∀ y, p y
  · exact ⟨a, fun _ => h⟩
  · cases (not_all α p).mp h with
    | intro b hb => exact ⟨b, fun k => absurd k hb⟩

theorem imp_some (α : Type) (p : α → Prop) (q : Prop) (a : α) : (q → ∃ x, p x) → ∃ x, q → p x := by
  intro f
  by_cases hq : q
  · cases f hq with
    | intro x hx => exact ⟨x, fun _ => hx⟩
  · exact ⟨a, fun h => absurd h hq⟩

theorem barber (α : Type) (shaves : α → α → Prop) (b : α) : ¬∀ x, shaves b x ↔ ¬shaves x x := by
  intro h
  exact not_iff_own_not (shaves b b) (h b)

theorem barber_some (α : Type) (r : α → α → Prop) : ¬∃ b, ∀ x, r b x ↔ ¬r x x := by
  rintro ⟨b, h⟩
  exact barber α r b h

theorem same_all (α : Type) (p q : α → Prop) (h : ∀ x, p x ↔ q x) : (∀ x, p x) ↔ ∀ x, q x :=
  ⟨fun k x => (h x).mp (k x), fun k x => (h x).mpr (k x)⟩

theorem same_some (α : Type) (p q : α → Prop) (h : ∀ x, p x ↔ q x) : (∃ x, p x) ↔ ∃ x, q x :=
  ⟨some_map α p q (fun x => (h x).mp), some_map α q p (fun x => (h x).mpr)⟩

theorem equal_swap (α : Type) (a b : α) : a = b → b = a := fun h => h.symm

theorem equal_chain (α : Type) (a b c : α) : a = b → b = c → a = c := fun h k => h.trans k

theorem equal_euclid (α : Type) (a b c : α) (h : a = c) (k : b = c) : a = b := by
  rw [h, k]

theorem equal_apply (α β : Type) (f : α → β) (a b : α) : a = b → f a = f b := by
  intro h
  rw [h]

theorem equal_apply_two (α β γ : Type) (f : α → β → γ) (a b : α) (c d : β) (h : a = b) (k : c = d) :
    f a c = f b d := by
  rw [h, k]

theorem equal_transport (α : Type) (p : α → Prop) (a b : α) (h : a = b) : p a → p b := by
  intro hp
  rw [h] at hp
  exact hp

theorem equal_transport_iff (α : Type) (p : α → Prop) (a b : α) (h : a = b) : p a ↔ p b :=
  ⟨equal_transport α p a b h, equal_transport α p b a h.symm⟩

theorem apart_swap (α : Type) (a b : α) : a ≠ b → b ≠ a := fun h k => h k.symm

theorem apart_of_apply (α β : Type) (f : α → β) (a b : α) : f a ≠ f b → a ≠ b :=
  fun h k => h (equal_apply α β f a b k)

theorem equal_all_iff (α : Type) (p : α → Prop) (a : α) : (∀ x, x = a → p x) ↔ p a := by
  constructor
  · intro h
    exact h a rfl
  · intro h x hx
    rw [hx]
    exact h

theorem equal_some_iff (α : Type) (p : α → Prop) (a : α) : (∃ x, x = a ∧ p x) ↔ p a := by
  constructor
  · rintro ⟨x, hx, hp⟩
    rw [hx] at hp
    exact hp
  · intro h
    exact ⟨a, rfl, h⟩

theorem unique_by_two (α : Type) (p : α → Prop) (a b : α) (u : ∀ x y, p x → p y → x = y) (ha : p a) (hb : p b) :
    a = b := u a b ha hb

theorem leibniz (α : Type) (a b : α) : (∀ p : α → Prop, p a → p b) → a = b := fun h => h (fun x => a = x) rfl

theorem functions_equal (α β : Type) (f g : α → β) : (∀ x, f x = g x) → f = g := fun h => funext h

theorem compose_regroup (α β γ δ : Type) (f : α → β) (g : β → γ) (h : γ → δ) (x : α) :
    (h ∘ g ∘ f) x = ((h ∘ g) ∘ f) x := rfl

theorem one_to_one_compose (α β γ : Type) (f : α → β) (g : β → γ) (hf : ∀ x y, f x = f y → x = y)
    (hg : ∀ x y, g x = g y → x = y) : ∀ x y, g (f x) = g (f y) → x = y := by
  intro x y h
  apply hf
  apply hg
  exact h

theorem one_to_one_first (α β γ : Type) (f : α → β) (g : β → γ) (h : ∀ x y, g (f x) = g (f y) → x = y) :
    ∀ x y, f x = f y → x = y := by
  intro x y k
  apply h
  rw [k]

theorem onto_compose (α β γ : Type) (f : α → β) (g : β → γ) (hf : ∀ y, ∃ x, f x = y) (hg : ∀ z, ∃ y, g y = z) :
    ∀ z, ∃ x, g (f x) = z := by
  intro z
  obtain ⟨y, hy⟩ := hg z
  obtain ⟨x, hx⟩ := hf y
  exact ⟨x, by rw [hx, hy]⟩

theorem onto_last (α β γ : Type) (f : α → β) (g : β → γ) (h : ∀ z, ∃ x, g (f x) = z) : ∀ z, ∃ y, g y = z := by
  intro z
  obtain ⟨x, hx⟩ := h z
  exact ⟨f x, hx⟩

theorem left_inverse_one_to_one (α β : Type) (f : α → β) (g : β → α) (h : ∀ x, g (f x) = x) :
    ∀ x y, f x = f y → x = y := by
  intro x y k
  rw [← h x, ← h y, k]

theorem right_inverse_onto (α β : Type) (f : α → β) (g : β → α) (h : ∀ y, f (g y) = y) : ∀ y, ∃ x, f x = y :=
  fun y => ⟨g y, h y⟩

theorem inverse_unique (α β : Type) (f : α → β) (g k : β → α) (hg : ∀ x, g (f x) = x) (hk : ∀ y, f (k y) = y) :
    ∀ y, g y = k y := by
  intro y
  have h : g (f (k y)) = k y := hg (k y)
  rw [hk y] at h
  exact h

theorem involution_one_to_one (α : Type) (f : α → α) (h : ∀ x, f (f x) = x) : ∀ x y, f x = f y → x = y :=
  left_inverse_one_to_one α α f f h

theorem cantor (α : Type) (f : α → α → Prop) : ¬∀ p : α → Prop, ∃ a, f a = p := by
  intro h
  obtain ⟨a, ha⟩ := h (fun x => ¬f x x)
  have k : f a a = ¬f a a := congrFun ha a
  apply not_iff_own_not (f a a)
  constructor
  · intro hp
    rw [k] at hp
    exact hp
  · intro hn
    rw [k]
    exact hn

theorem relation_symm_trans_refl (α : Type) (r : α → α → Prop) (s : ∀ x y, r x y → r y x)
    (t : ∀ x y z, r x y → r y z → r x z) (u : ∀ x, ∃ y, r x y) : ∀ x, r x x := by
  intro x
  obtain ⟨y, h⟩ := u x
  exact t x y x h (s x y h)

theorem relation_euclid_symm (α : Type) (r : α → α → Prop) (i : ∀ x, r x x) (e : ∀ x y z, r x y → r x z → r y z) :
    ∀ x y, r x y → r y x := fun x y h => e x y x h (i x)

theorem relation_asymm_irrefl (α : Type) (r : α → α → Prop) (h : ∀ x y, r x y → ¬r y x) : ∀ x, ¬r x x :=
  fun x k => h x x k k

theorem relation_trans_irrefl_asymm (α : Type) (r : α → α → Prop) (i : ∀ x, ¬r x x)
    (t : ∀ x y z, r x y → r y z → r x z) : ∀ x y, r x y → ¬r y x := fun x y h k => i x (t x y x h k)

theorem least_unique (α : Type) (le : α → α → Prop) (anti : ∀ x y, le x y → le y x → x = y) (a b : α)
    (ha : ∀ x, le a x) (hb : ∀ x, le b x) : a = b := anti a b (ha b) (hb a)

theorem unit_unique (α : Type) (op : α → α → α) (e d : α) (he : ∀ x, op e x = x) (hd : ∀ x, op x d = x) : e = d := by
  have h : op e d = d := he d
  rw [hd e] at h
  exact h

theorem pair_equal (α β : Type) (a c : α) (b d : β) (h : a = c) (k : b = d) : (a, b) = (c, d) := by
  rw [h, k]

theorem empty_all (p : Empty → Prop) : ∀ x, p x := fun x => nomatch x

theorem falsum_all (p : False → Prop) : ∀ x, p x := fun x => x.elim
