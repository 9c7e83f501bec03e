-- Lists: recursion over their structure.

theorem list_append_nil (α : Type) (l : List α) : l ++ [] = l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.cons_append, ih]

theorem list_append_regroup (α : Type) (k l m : List α) : (k ++ l) ++ m = k ++ (l ++ m) := by
  induction k with
  | nil => rfl
  | cons a k ih => rw [List.cons_append, List.cons_append, List.cons_append, ih]

theorem list_append_is_nil (α : Type) (k l : List α) (h : k ++ l = []) : k = [] ∧ l = [] := by
  cases k with
  | nil => exact ⟨rfl, h⟩
  | cons a k =>
    rw [List.cons_append] at h
    cases h

theorem list_append_cancel (α : Type) (k l m : List α) (h : k ++ l = k ++ m) : l = m := by
  induction k with
  | nil => exact h
  | cons a k ih =>
    apply ih
    rw [List.cons_append, List.cons_append] at h
    injection h

theorem list_cons_apart_nil (α : Type) (a : α) (l : List α) : a :: l ≠ [] := by
  intro h
  cases h

theorem list_cons_heads (α : Type) (a b : α) (k l : List α) (h : a :: k = b :: l) : a = b := by
  cases h
  rfl

theorem list_cons_tails (α : Type) (a b : α) (k l : List α) (h : a :: k = b :: l) : k = l := by
  cases h
  rfl

theorem list_nil_or_cons (α : Type) (l : List α) : l = [] ∨ ∃ a k, l = a :: k := by
  cases l with
  | nil => exact Or.inl rfl
  | cons a k => exact Or.inr ⟨a, k, rfl⟩

theorem list_cons_as_append (α : Type) (a : α) (l : List α) : a :: l = [a] ++ l := rfl

theorem length_append (α : Type) (k l : List α) : (k ++ l).length = k.length + l.length := by
  induction k with
  | nil => rw [List.nil_append, List.length_nil, nat_zero_add]
  | cons a k ih =>
    rw [List.cons_append, List.length_cons, List.length_cons, ih]
    omega

theorem length_append_swap (α : Type) (k l : List α) : (k ++ l).length = (l ++ k).length := by
  rw [length_append, length_append, nat_add_swap]

theorem length_zero (α : Type) (l : List α) (h : l.length = 0) : l = [] := by
  cases l with
  | nil => rfl
  | cons a l =>
    rw [List.length_cons] at h
    omega

theorem length_cons_positive (α : Type) (a : α) (l : List α) : 0 < (a :: l).length := by
  rw [List.length_cons]
  omega

theorem map_append (α β : Type) (f : α → β) (k l : List α) : (k ++ l).map f = k.map f ++ l.map f := by
  induction k with
  | nil => rfl
  | cons a k ih => rw [List.cons_append, List.map_cons, List.map_cons, List.cons_append, ih]

theorem map_length (α β : Type) (f : α → β) (l : List α) : (l.map f).length = l.length := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.map_cons, List.length_cons, List.length_cons, ih]

theorem map_twice (α β γ : Type) (f : α → β) (g : β → γ) (l : List α) :
    (l.map f).map g = l.map (fun x => g (f x)) := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.map_cons, List.map_cons, List.map_cons, ih]

theorem map_identity (α : Type) (l : List α) : l.map (fun x => x) = l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.map_cons, ih]

theorem map_same (α β : Type) (f g : α → β) (h : ∀ x, f x = g x) (l : List α) : l.map f = l.map g := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.map_cons, List.map_cons, h a, ih]

theorem map_nil_only (α β : Type) (f : α → β) (l : List α) (h : l.map f = []) : l = [] := by
  cases l with
  | nil => rfl
  | cons a l =>
    rw [List.map_cons] at h
    cases h

theorem map_one_to_one (α β : Type) (f : α → β) (hf : ∀ x y, f x = f y → x = y) (k : List α) :
    ∀ l : List α, k.map f = l.map f → k = l := by
  induction k with
  | nil =>
    intro l h
    exact (map_nil_only α β f l h.symm).symm
  | cons a k ih =>
    intro l h
    cases l with
    | nil => cases h
    | cons b l =>
      rw [List.map_cons, List.map_cons] at h
      injection h with h1 h2
      rw [hf a b h1, ih l h2]

theorem reverse_append (α : Type) (k l : List α) : (k ++ l).reverse = l.reverse ++ k.reverse := by
  induction k with
  | nil => rw [List.nil_append, List.reverse_nil, list_append_nil]
  | cons a k ih => rw [List.cons_append, List.reverse_cons, List.reverse_cons, ih, list_append_regroup]

theorem reverse_twice (α : Type) (l : List α) : l.reverse.reverse = l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.reverse_cons, reverse_append, ih, List.reverse_cons, List.reverse_nil, List.nil_append,
      List.cons_append, List.nil_append]

theorem reverse_length (α : Type) (l : List α) : l.reverse.length = l.length := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.reverse_cons, length_append, ih, List.length_cons, List.length_cons, List.length_nil, nat_zero_add]

theorem reverse_map (α β : Type) (f : α → β) (l : List α) : l.reverse.map f = (l.map f).reverse := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.reverse_cons, map_append, ih, List.map_cons, List.map_cons, List.reverse_cons, List.map_nil]

theorem reverse_one_to_one (α : Type) (k l : List α) (h : k.reverse = l.reverse) : k = l := by
  rw [← reverse_twice α k, ← reverse_twice α l, h]

theorem reverse_nil_only (α : Type) (l : List α) (h : l.reverse = []) : l = [] := by
  rw [← reverse_twice α l, h]
  rfl

theorem reverse_two (α : Type) (a b : α) : [a, b].reverse = [b, a] := rfl

theorem in_append (α : Type) (x : α) (k l : List α) : x ∈ k ++ l ↔ x ∈ k ∨ x ∈ l := by
  induction k with
  | nil =>
    rw [List.nil_append]
    constructor
    · intro h
      exact Or.inr h
    · rintro (h | h)
      · cases h
      · exact h
  | cons a k ih =>
    rw [List.cons_append, List.mem_cons, List.mem_cons, ih]
    exact (either_regroup_iff (x = a) (x ∈ k) (x ∈ l)).symm

theorem in_append_swap (α : Type) (x : α) (k l : List α) (h : x ∈ k ++ l) : x ∈ l ++ k :=
  (in_append α x l k).mpr (either_swap (x ∈ k) (x ∈ l) ((in_append α x k l).mp h))

theorem in_reverse (α : Type) (x : α) (l : List α) : x ∈ l.reverse ↔ x ∈ l := by
  induction l with
  | nil => exact ⟨fun h => h, fun h => h⟩
  | cons a l ih =>
    rw [List.reverse_cons, in_append, ih, List.mem_cons, List.mem_cons]
    constructor
    · rintro (h | h | h)
      · exact Or.inr h
      · exact Or.inl h
      · cases h
    · rintro (h | h)
      · exact Or.inr (Or.inl h)
      · exact Or.inl h

theorem in_map (α β : Type) (f : α → β) (x : α) (l : List α) (h : x ∈ l) : f x ∈ l.map f := by
  induction l with
  | nil => cases h
  | cons a l ih =>
    rw [List.map_cons, List.mem_cons]
    rw [List.mem_cons] at h
    rcases h with h | h
    · left
      rw [h]
    · right
      exact ih h

theorem in_split (α : Type) (x : α) (l : List α) (h : x ∈ l) : ∃ k m, l = k ++ x :: m := by
  induction l with
  | nil => cases h
  | cons a l ih =>
    rw [List.mem_cons] at h
    rcases h with h | h
    · exact ⟨[], l, by rw [h, List.nil_append]⟩
    · obtain ⟨k, m, e⟩ := ih h
      exact ⟨a :: k, m, by rw [e, List.cons_append]⟩

theorem foldr_append (α β : Type) (f : α → β → β) (b : β) (k l : List α) :
    (k ++ l).foldr f b = k.foldr f (l.foldr f b) := by
  induction k with
  | nil => rfl
  | cons a k ih => rw [List.cons_append, List.foldr_cons, List.foldr_cons, ih]

theorem foldl_append (α β : Type) (f : β → α → β) (k l : List α) :
    ∀ b, (k ++ l).foldl f b = l.foldl f (k.foldl f b) := by
  induction k with
  | nil =>
    intro b
    rfl
  | cons a k ih =>
    intro b
    rw [List.cons_append, List.foldl_cons, List.foldl_cons, ih]

theorem foldr_cons_nil (α : Type) (l : List α) : l.foldr (fun x r => x :: r) [] = l := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.foldr_cons, ih]

theorem foldr_map (α β γ : Type) (f : α → β) (g : β → γ → γ) (c : γ) (l : List α) :
    (l.map f).foldr g c = l.foldr (fun x r => g (f x) r) c := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.map_cons, List.foldr_cons, List.foldr_cons, ih]

theorem foldr_as_length (α : Type) (l : List α) : l.foldr (fun _ n => n + 1) 0 = l.length := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.foldr_cons, ih, List.length_cons]

theorem foldl_reverse (α β : Type) (f : β → α → β) (b : β) (l : List α) :
    l.reverse.foldl f b = l.foldr (fun x r => f r x) b := by
  induction l with
  | nil => rfl
  | cons a l ih => rw [List.reverse_cons, foldl_append, ih, List.foldl_cons, List.foldl_nil, List.foldr_cons]

theorem sum_append (k l : List Nat) : (k ++ l).foldr (fun x s => x + s) 0 =
    k.foldr (fun x s => x + s) 0 + l.foldr (fun x s => x + s) 0 := by
  induction k with
  | nil => rw [List.nil_append, List.foldr_nil, nat_zero_add]
  | cons a k ih => rw [List.cons_append, List.foldr_cons, List.foldr_cons, ih, nat_add_regroup]

theorem list_function_unique (α β : Type) (b : β) (s : α → β → β) (f g : List α → β) (f0 : f [] = b) (g0 : g [] = b)
    (fs : ∀ a l, f (a :: l) = s a (f l)) (gs : ∀ a l, g (a :: l) = s a (g l)) : ∀ l, f l = g l := by
  intro l
  induction l with
  | nil => rw [f0, g0]
  | cons a l ih => rw [fs, gs, ih]

theorem list_append_by_laws (α : Type) (app : List α → List α → List α) (h0 : ∀ l, app [] l = l)
    (hs : ∀ a k l, app (a :: k) l = a :: app k l) : ∀ k l, app k l = k ++ l := by
  intro k l
  induction k with
  | nil => rw [h0, List.nil_append]
  | cons a k ih => rw [hs, ih, List.cons_append]

theorem list_reverse_by_laws (α : Type) (rev : List α → List α) (h0 : rev [] = [])
    (hs : ∀ a l, rev (a :: l) = rev l ++ [a]) : ∀ l, rev l = l.reverse := by
  intro l
  induction l with
  | nil => rw [h0, List.reverse_nil]
  | cons a l ih => rw [hs, ih, List.reverse_cons]

theorem option_map_identity (α : Type) (o : Option α) : o.map (fun x => x) = o := by
  cases o with
  | none => rfl
  | some a => rfl

theorem option_some_one_to_one (α : Type) (a b : α) (h : some a = some b) : a = b := by
  cases h
  rfl
