"""Circles, solids and heights for programs."""

from __future__ import annotations

from ..notation import between
from .figures import ANGLE, AREA, LENGTH, VOLUME, Figure, uniform

CHORD = Figure(
    "chord",
    (
        "A circle with the centre {M} has the radius {a}. Its chord {S}{T} lies at the distance {b} from {M}.",
        "The chord {S}{T} is {b} away from the centre {M} of a circle with the radius {a}.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (1, uniform(rng, 0.2, 0.85)),
    {
        "part": ("leg a b", "half the chord, by Pythagoras"),
        "chord": ("double part", "the chord"),
        "area": ("mul part b", "the area of triangle MST"),
        "arrow": ("sub a b", "the radius minus the distance"),
        "ratio": ("div b a", "the cosine of half the angle SMT"),
        "turn": ("arccos ratio", "half that angle"),
        "angle": ("double turn", "the angle SMT"),
        "round": ("rim a", "the circumference"),
        "arc": ("fourth 180 turn round", "the arc: its share of the circumference is half the angle over 180"),
        "full": ("disc a", "the area of the circle"),
        "sector": ("fourth 180 turn full", "the area of the sector"),
        "segment": ("sub sector area", "the sector without the triangle"),
    },
    {
        "chord": (LENGTH, "the length of {S}{T}"),
        "area": (AREA, "the area of triangle {M}{S}{T}"),
        "arrow": (LENGTH, "the height of the smaller of the two circular segments that {S}{T} cuts off"),
        "angle": (ANGLE, "the angle {S}{M}{T} in degrees"),
        "arc": (LENGTH, "the length of the shorter arc from {S} to {T}"),
        "segment": (AREA, "the area of the smaller of the two circular segments that {S}{T} cuts off"),
    },
    "ST",
)

TANGENTS = Figure(
    "tangents",
    (
        "{P} is a point at the distance {b} from the centre {M} of a circle with the radius {a}. The tangents from "
        "{P} touch the circle in {S} and {T}.",
        "A circle with the centre {M} has the radius {a}. From the point {P} with {P}{M} = {b} two tangents are "
        "drawn, with the points of contact {S} and {T}.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (uniform(rng, 0.25, 0.8), 1),
    {
        "tangent": ("leg b a", "PS, by Pythagoras, since MS is perpendicular to PS"),
        "part": ("fourth b a tangent", "half of ST, the altitude of triangle PSM: MS * PS / PM"),
        "chord": ("double part", "ST"),
        "kite": ("mul a tangent", "the area of PSMT, twice that of triangle PSM"),
        "near": ("sub b a", "the distance without the radius"),
        "ratio": ("div a b", "the sine of the angle SPM"),
        "turn": ("arcsin ratio", "that angle"),
        "angle": ("double turn", "the angle SPT"),
        "around": ("supp angle", "the angle SMT"),
    },
    {
        "tangent": (LENGTH, "the length of {P}{S}"),
        "chord": (LENGTH, "the length of {S}{T}"),
        "kite": (AREA, "the area of the quadrilateral {P}{S}{M}{T}"),
        "near": (LENGTH, "the distance from {P} to the nearest point of the circle"),
        "angle": (ANGLE, "the angle {S}{P}{T} in degrees"),
        "around": (ANGLE, "the angle {S}{M}{T} in degrees"),
    },
    "PM",
)

SECTOR = Figure(
    "sector",
    (
        "A sector of a circle with the centre {M} and the radius {a} has an angle of {b} at {M}; its arc leads from "
        "{S} to {T}.",
        "The angle {S}{M}{T} of a circular sector is {b}, and {M}{S} = {M}{T} = {a}.",
    ),
    {"a": LENGTH, "b": ANGLE},
    lambda rng: (1, between(rng, 40, 170)),
    {
        "round": ("rim a", "the circumference of the whole circle"),
        "arc": ("fourth 360 b round", "the arc, the share of the angle in 360 degrees of it"),
        "sides": ("double a", "the two straight sides"),
        "perimeter": ("add arc sides", "the perimeter"),
        "full": ("disc a", "the area of the whole circle"),
        "area": ("fourth 360 b full", "the area of the sector, the share of the angle in 360 degrees of it"),
        "turn": ("half b", "half the angle"),
        "sine": ("sin turn", "its sine"),
        "part": ("mul a sine", "half of ST"),
        "chord": ("double part", "ST"),
        "radius": ("fourth 360 b a", "the radius of the cone's base, since its circumference is the arc"),
        "height": ("leg a radius", "the cone's height, by Pythagoras"),
        "base": ("disc radius", "the area of the cone's base"),
        "prism": ("mul base height", "three times the volume"),
        "volume": ("div prism 3", "the volume"),
    },
    {
        "arc": (LENGTH, "the length of the arc from {S} to {T}"),
        "perimeter": (LENGTH, "the perimeter of the sector"),
        "area": (AREA, "the area of the sector"),
        "chord": (LENGTH, "the length of the segment {S}{T}"),
        "radius": (LENGTH, "the radius of the base of the cone into which the sector can be rolled"),
        "height": (LENGTH, "the height of the cone into which the sector can be rolled"),
        "volume": (VOLUME, "the volume of the cone into which the sector can be rolled"),
    },
    "MS",
)

CHORDS = Figure(
    "crossing_chords",
    (
        "The chords {A}{B} and {C}{D} of a circle meet in {P}, where {A}{P} = {a}, {P}{B} = {b} and {C}{P} = {c}.",
        "{P} is the point where two chords {A}{B} and {C}{D} of a circle cross; {C}{P} = {c}, {P}{B} = {b} and "
        "{A}{P} = {a}.",
    ),
    {"a": LENGTH, "b": LENGTH, "c": LENGTH},
    lambda rng: (1, uniform(rng, 0.4, 1.4), uniform(rng, 0.4, 1.4)),
    {
        "rest": ("fourth c a b", "PD, from AP * PB = CP * PD"),
        "chord": ("add c rest", "the whole chord CD"),
        "power": ("mul a b", "AP * PB, which is the same for all chords through P"),
        "part": ("root power", "half the chord that P bisects"),
        "shortest": ("double part", "that chord, the shortest one through P"),
    },
    {
        "rest": (LENGTH, "the length of {P}{D}"),
        "chord": (LENGTH, "the length of {C}{D}"),
        "shortest": (LENGTH, "the length of the shortest chord through {P}"),
    },
)

SECANTS = Figure(
    "secants",
    (
        "From a point {P} outside a circle one line meets the circle first in {A}, then in {B}, and another first in "
        "{C}, then in {D}. {P}{A} = {a}, {A}{B} = {b} and {P}{C} = {c}.",
        "Two lines through {P} cut chords {A}{B} and {C}{D} out of a circle, with {A} and {C} next to {P}. {P}{C} = "
        "{c}, {A}{B} = {b} and {P}{A} = {a}.",
    ),
    {"a": LENGTH, "b": LENGTH, "c": LENGTH},
    lambda rng: (1, uniform(rng, 0.5, 1.5), uniform(rng, 0.8, 1.1)),
    {
        "far": ("add a b", "PB"),
        "other": ("fourth c a far", "PD, from PA * PB = PC * PD"),
        "chord": ("sub other c", "CD"),
        "power": ("mul a far", "PA * PB, the square of a tangent from P"),
        "tangent": ("root power", "that tangent"),
    },
    {
        "other": (LENGTH, "the length of {P}{D}"),
        "chord": (LENGTH, "the length of {C}{D}"),
        "tangent": (LENGTH, "the length of a tangent from {P} to the circle, up to the point of contact"),
    },
)

TOUCHING = Figure(
    "touching_circles",
    (
        "Two circles with the centres {K} and {L} and the radii {a} and {b} touch each other from outside. A common "
        "tangent that does not pass between them touches the first in {S} and the second in {T}.",
        "A circle with the centre {L} and the radius {b} stands on a line, which it touches in {T}. Beside it, "
        "touching it, a circle with the centre {K} and the radius {a} stands on the line in {S}.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (1, uniform(rng, 0.3, 0.85)),
    {
        "product": ("mul a b", "the product of the radii"),
        "mean": ("root product", "its root"),
        "apart": (
            "double mean",
            "ST, by Pythagoras: its square is (sum of the radii)^2 - (their difference)^2",
        ),
        "sum": ("add a b", "the distance of the centres, and the sum of the parallel sides of the trapezoid SKLT"),
        "difference": ("sub a b", "the difference of the radii"),
        "ratio": ("div difference sum", "the sine of the angle between KL and ST"),
        "angle": ("arcsin ratio", "that angle"),
        "area": ("mul sum mean", "the area of the trapezoid, half of ST times the sum of the radii"),
    },
    {
        "apart": (LENGTH, "the length of {S}{T}"),
        "area": (AREA, "the area of the quadrilateral {S}{K}{L}{T}"),
        "angle": (ANGLE, "the angle between the lines {K}{L} and {S}{T} in degrees"),
    },
    "KL",
)

INSCRIBED = Figure(
    "inscribed_angles",
    (
        "The corners of the quadrilateral {A}{B}{C}{D} lie on a circle with the centre {M}, which lies inside of it. "
        "The angle {A}{B}{C} is {a}, and the angle {B}{A}{C} is {b}.",
        "{A}, {B}, {C} and {D} follow one another on a circle around {M}, and {M} lies inside of the quadrilateral "
        "{A}{B}{C}{D}. The angle {B}{A}{C} is {b} and the angle {A}{B}{C} is {a}.",
    ),
    {"a": ANGLE, "b": ANGLE},
    lambda rng: (between(rng, 91, 115), between(rng, 20, 45)),
    {
        "opposite": ("supp a", "the angle ADC: opposite angles add up to 180 degrees"),
        "last": ("third a b", "the angle ACB in triangle ABC, and the angle ADB over the same arc"),
        "centre": ("double b", "the angle BMC at the centre, twice the angle BAC"),
        "pair": ("supp centre", "the two equal angles of triangle BMC together"),
        "small": ("half pair", "the angle MBC"),
        "wide": ("double last", "the angle AMB at the centre, twice the angle ACB"),
    },
    {
        "opposite": (ANGLE, "the angle {A}{D}{C} in degrees"),
        "last": (ANGLE, "the angle {A}{D}{B} in degrees"),
        "centre": (ANGLE, "the angle {B}{M}{C} in degrees"),
        "small": (ANGLE, "the angle {M}{B}{C} in degrees"),
        "wide": (ANGLE, "the angle {A}{M}{B} in degrees"),
    },
)

TOWER = Figure(
    "tower",
    (
        "The points {A}, {B} and {F} lie in this order on level ground, {A}{B} = {a}. A vertical mast stands in {F}; "
        "its top {T} is seen at an angle of elevation of {b} from {A} and of {c} from {B}.",
        "From {A} the top {T} of a vertical mast appears {b} above the horizontal, and from {B}, which is {a} nearer "
        "to the foot {F} of the mast on the same level, {c}.",
    ),
    {"a": LENGTH, "b": ANGLE, "c": ANGLE},
    lambda rng: (1, between(rng, 15, 40), between(rng, 46, 75)),
    {
        "gap": ("sub c b", "the angle ATB"),
        "low": ("sin gap", "its sine"),
        "far": ("sin b", "the sine of the angle at A"),
        "sight": ("fourth low a far", "BT, by the law of sines in triangle ABT"),
        "steep": ("sin c", "the sine of the angle of elevation at B"),
        "height": ("mul sight steep", "the height of the mast"),
        "flat": ("cos c", "the cosine of the angle of elevation at B"),
        "ground": ("mul sight flat", "BF"),
        "whole": ("add a ground", "AF"),
    },
    {
        "sight": (LENGTH, "the length of {B}{T}"),
        "height": (LENGTH, "the height of the mast"),
        "ground": (LENGTH, "the length of {B}{F}"),
        "whole": (LENGTH, "the length of {A}{F}"),
        "gap": (ANGLE, "the angle {A}{T}{B} in degrees"),
    },
)

CONE = Figure(
    "cone",
    (
        "A right circular cone with the top {T} has a base with the radius {a} around {M}, and the height {T}{M} = "
        "{b}.",
        "The top {T} of a right circular cone lies {b} above the centre {M} of its base, whose radius is {a}.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (uniform(rng, 0.4, 1.5), 1),
    {
        "slant": ("hyp a b", "the slant height, by Pythagoras"),
        "base": ("disc a", "the area of the base"),
        "prism": ("mul base b", "three times the volume"),
        "volume": ("div prism 3", "the volume"),
        "mantle": ("fourth a slant base", "the curved surface, pi * radius * slant height"),
        "surface": ("add base mantle", "the whole surface"),
        "slope": ("div a b", "the tangent of half the angle at the top"),
        "turn": ("arctan slope", "half the angle at the top"),
        "angle": ("double turn", "the angle at the top"),
        "around": ("add a slant", "radius and slant height together, half the perimeter of the section through the "
                                  "axis"),
        "section": ("mul a b", "the area of that section"),
        "ball": ("div section around", "the radius of the circle inscribed in it, and of the ball"),
        "opened": ("fourth slant a 360", "the angle of the sector: 360 * radius / slant height"),
    },
    {
        "slant": (LENGTH, "the distance from {T} to a point of the rim of the base"),
        "volume": (VOLUME, "the volume of the cone"),
        "mantle": (AREA, "the area of the curved surface of the cone"),
        "surface": (AREA, "the area of the whole surface of the cone, with the base"),
        "angle": (ANGLE, "the angle at {T} in the section through the axis, in degrees"),
        "ball": (LENGTH, "the radius of the largest ball inside the cone"),
        "opened": (ANGLE, "the angle, in degrees, of the sector into which the curved surface unrolls"),
    },
    "TM",
)  # fmt: skip

BOX = Figure(
    "box",
    (
        "A rectangular box has the edges {A}{B} = {a}, {A}{D} = {b} and {A}{E} = {c}; {G} is the corner opposite to "
        "{A}.",
        "In a rectangular box the edges {A}{E} = {c}, {A}{D} = {b} and {A}{B} = {a} meet in {A}, and {A}{G} is a "
        "diagonal through the inside.",
    ),
    {"a": LENGTH, "b": LENGTH, "c": LENGTH},
    lambda rng: (1, uniform(rng, 0.3, 1.3), uniform(rng, 0.3, 1.3)),
    {
        "base": ("hyp a b", "the diagonal of the face with AB and AD"),
        "diagonal": ("hyp base c", "AG, by Pythagoras"),
        "radius": ("half diagonal", "half of AG, the radius of the ball"),
        "floor": ("mul a b", "the area of the face with AB and AD"),
        "volume": ("mul floor c", "the volume"),
        "around": ("add a b", "AB and AD together"),
        "walls": ("mul around c", "half the area of the four other faces"),
        "faces": ("add floor walls", "half the surface"),
        "surface": ("double faces", "the surface"),
        "slope": ("div c base", "the tangent of the angle"),
        "angle": ("arctan slope", "the angle"),
        "unrolled": ("hyp around c", "the way, which is straight when the two faces that it crosses lie side by side"),
    },
    {
        "diagonal": (LENGTH, "the length of {A}{G}"),
        "radius": (LENGTH, "the radius of the ball through all corners of the box"),
        "volume": (VOLUME, "the volume of the box"),
        "surface": (AREA, "the area of the whole surface of the box"),
        "angle": (ANGLE, "the angle, in degrees, between {A}{G} and the face that contains {A}{B} and {A}{D}"),
        "unrolled": (LENGTH, "the length of the shortest way from {A} to {G} along the four faces that have edges "
                             "parallel to {A}{E}"),
    },
)  # fmt: skip

PYRAMID = Figure(
    "pyramid",
    (
        "A pyramid with the top {T} stands on a square {A}{B}{C}{D} of side {A}{B} = {a}; its height is {b}, and {T} "
        "lies above the middle of the square.",
        "The top {T} of a pyramid lies at the height {b} above the middle of its base {A}{B}{C}{D}, a square of side "
        "{a}.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (1, uniform(rng, 0.4, 1.5)),
    {
        "part": ("half a", "half a side of the square"),
        "slant": ("hyp part b", "the altitude of triangle TAB"),
        "edge": ("hyp slant part", "TA, by Pythagoras"),
        "base": ("square a", "the area of the square"),
        "prism": ("mul base b", "three times the volume"),
        "volume": ("div prism 3", "the volume"),
        "side": ("mul part slant", "the area of triangle TAB"),
        "sides": ("mul 4 side", "the area of the four triangles"),
        "surface": ("add base sides", "the whole surface"),
        "slope": ("div b part", "the tangent of the angle between a triangle and the square"),
        "angle": ("arctan slope", "that angle"),
    },
    {
        "slant": (LENGTH, "the distance of {T} from the line {A}{B}"),
        "edge": (LENGTH, "the length of {T}{A}"),
        "volume": (VOLUME, "the volume of the pyramid"),
        "surface": (AREA, "the area of the whole surface of the pyramid"),
        "angle": (ANGLE, "the angle, in degrees, between the face {T}{A}{B} and the base"),
    },
)

ROUND = (CHORD, TANGENTS, SECTOR, CHORDS, SECANTS, TOUCHING, INSCRIBED, TOWER, CONE, BOX, PYRAMID)
"""Figures with circles or in space."""
