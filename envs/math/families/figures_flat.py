"""Plane figures for programs: triangles, quadrilaterals, polygons."""

from __future__ import annotations

import numpy as np

from ..notation import between
from .figures import ANGLE, AREA, COUNT, LENGTH, NUMBER, Figure, uniform

RIGHT_HYP = Figure(
    "right_hypotenuse",
    (
        "Triangle {A}{B}{C} has a right angle at {C}. Its hypotenuse is {A}{B} = {a}, and {A}{C} = {b}.",
        "In triangle {A}{B}{C} the leg {A}{C} = {b} is perpendicular to the leg {B}{C}, and {A}{B} = {a}.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (1, uniform(rng, 0.3, 0.85)),
    {
        "other": ("leg a b", "the other leg, by Pythagoras"),
        "product": ("mul b other", "the product of the legs"),
        "area": ("half product", "the area"),
        "altitude": ("div product a", "twice the area over the hypotenuse: the altitude"),
        "legs": ("add b other", "the sum of the legs"),
        "perimeter": ("add legs a", "the perimeter"),
        "excess": ("sub legs a", "the legs minus the hypotenuse, twice the radius of the inscribed circle"),
        "inradius": ("half excess", "that radius"),
        "ratio": ("div b a", "the cosine of the angle at the end of the known leg"),
        "angle": ("arccos ratio", "that angle"),
        "near": ("fourth a b b", "the part of the hypotenuse next to the known leg, AC^2 / AB"),
        "far": ("sub a near", "the other part"),
    },
    {
        "other": (LENGTH, "the length of {B}{C}"),
        "area": (AREA, "the area of triangle {A}{B}{C}"),
        "altitude": (LENGTH, "the distance of {C} from the line {A}{B}"),
        "perimeter": (LENGTH, "the perimeter of triangle {A}{B}{C}"),
        "inradius": (LENGTH, "the radius of the inscribed circle of triangle {A}{B}{C}"),
        "angle": (ANGLE, "the angle {B}{A}{C} in degrees"),
        "near": (LENGTH, "the distance from {A} to the foot of the altitude from {C}"),
        "far": (LENGTH, "the distance from {B} to the foot of the altitude from {C}"),
    },
)

RIGHT_LEGS = Figure(
    "right_legs",
    (
        "Triangle {A}{B}{C} has a right angle at {C}, with the legs {A}{C} = {a} and {B}{C} = {b}.",
        "The segments {C}{B} = {b} and {C}{A} = {a} are perpendicular to each other.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (1, uniform(rng, 0.25, 1.6)),
    {
        "hypotenuse": ("hyp a b", "the hypotenuse, by Pythagoras"),
        "radius": ("half hypotenuse", "half the hypotenuse, the radius of the circumscribed circle"),
        "product": ("mul a b", "the product of the legs, twice the area"),
        "altitude": ("div product hypotenuse", "twice the area over the hypotenuse: the altitude"),
        "legs": ("add a b", "the sum of the legs"),
        "perimeter": ("add legs hypotenuse", "the perimeter"),
        "excess": ("sub legs hypotenuse", "twice the radius of the inscribed circle"),
        "inradius": ("half excess", "that radius"),
        "slope": ("div b a", "the tangent of the angle"),
        "angle": ("arctan slope", "the angle"),
        "part": ("half b", "half of BC"),
        "median": ("hyp a part", "the median, by Pythagoras"),
        "circle": ("disc radius", "the area of the circumscribed circle"),
    },
    {
        "hypotenuse": (LENGTH, "the length of {A}{B}"),
        "radius": (LENGTH, "the radius of the circle through {A}, {B} and {C}"),
        "altitude": (LENGTH, "the distance of {C} from the line {A}{B}"),
        "perimeter": (LENGTH, "the perimeter of triangle {A}{B}{C}"),
        "inradius": (LENGTH, "the radius of the inscribed circle of triangle {A}{B}{C}"),
        "angle": (ANGLE, "the angle {B}{A}{C} in degrees"),
        "median": (LENGTH, "the distance from {A} to the midpoint of {B}{C}"),
        "circle": (AREA, "the area of the circle through {A}, {B} and {C}"),
    },
)


def _cut(rng: np.random.Generator) -> tuple[float, float, float, float]:
    """Return AD, DB, BC and AE in a triangle ABC with AB = 1."""
    side, share, other = uniform(rng, 0.8, 1.25), uniform(rng, 0.25, 0.75), uniform(rng, 0.8, 1.25)
    return share, 1 - share, side, share * other


PARALLEL = Figure(
    "parallel",
    (
        "In triangle {A}{B}{C} the point {D} lies on {A}{B} and the point {E} on {A}{C}, so that {D}{E} is parallel "
        "to {B}{C}. {A}{D} = {a}, {D}{B} = {b}, {B}{C} = {c} and {A}{E} = {d}.",
        "A line parallel to the side {B}{C} = {c} of triangle {A}{B}{C} meets {A}{C} in {E} and {A}{B} in {D}, where "
        "{A}{E} = {d}, {D}{B} = {b} and {A}{D} = {a}.",
    ),
    {"a": LENGTH, "b": LENGTH, "c": LENGTH, "d": LENGTH},
    _cut,
    {
        "whole": ("add a b", "the whole side AB"),
        "parallel": ("fourth whole a c", "DE, from AB : AD = BC : DE"),
        "rest": ("fourth a b d", "EC, from AD : DB = AE : EC"),
        "side": ("add d rest", "the whole side AC"),
        "factor": ("div whole a", "the ratio of the similar triangles"),
        "times": ("square factor", "the ratio of their areas"),
        "two": ("add whole c", "two sides together"),
        "perimeter": ("add two side", "the perimeter"),
        "small": ("div perimeter factor", "the perimeter of the small triangle"),
    },
    {
        "parallel": (LENGTH, "the length of {D}{E}"),
        "rest": (LENGTH, "the length of {E}{C}"),
        "side": (LENGTH, "the length of {A}{C}"),
        "times": (NUMBER, "by what factor the area of triangle {A}{B}{C} is larger than that of triangle {A}{D}{E}"),
        "perimeter": (LENGTH, "the perimeter of triangle {A}{B}{C}"),
        "small": (LENGTH, "the perimeter of triangle {A}{D}{E}"),
    },
    "BC",
)


ISOSCELES = Figure(
    "isosceles",
    (
        "Triangle {A}{B}{C} is isosceles with {A}{B} = {A}{C} and the base {B}{C} = {b}; the side {A}{B} is {a} long.",
        "In triangle {A}{B}{C} the sides {A}{B} and {A}{C} both have the length {a}, and {B}{C} = {b}.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (1, uniform(rng, 0.3, 1.7)),
    {
        "part": ("half b", "half the base"),
        "height": ("leg a part", "the altitude on the base, by Pythagoras"),
        "area": ("mul part height", "the area"),
        "wide": ("double height", "twice the altitude"),
        "radius": ("fourth wide a a", "the radius of the circumscribed circle, side^2 / (2 * altitude)"),
        "outer": ("add a part", "half the perimeter"),
        "inradius": ("div area outer", "the area over half the perimeter"),
        "ratio": ("div part a", "the sine of half the angle at the top"),
        "turn": ("arcsin ratio", "half that angle"),
        "angle": ("double turn", "the angle at the top"),
        "base": ("comp turn", "an angle at the base"),
    },
    {
        "height": (LENGTH, "the length of the altitude from {A}"),
        "area": (AREA, "the area of triangle {A}{B}{C}"),
        "radius": (LENGTH, "the radius of the circumscribed circle of triangle {A}{B}{C}"),
        "inradius": (LENGTH, "the radius of the inscribed circle of triangle {A}{B}{C}"),
        "angle": (ANGLE, "the angle {B}{A}{C} in degrees"),
        "base": (ANGLE, "the angle {A}{B}{C} in degrees"),
    },
    "BC",
)

SINES = Figure(
    "two_angles",
    (
        "In triangle {A}{B}{C} the side {B}{C} is {a} long, the angle at {A} is {b}, and the angle at {B} is {c}.",
        "Triangle {A}{B}{C} has an angle of {c} at {B} and an angle of {b} at {A}; {B}{C} = {a}.",
    ),
    {"a": LENGTH, "b": ANGLE, "c": ANGLE},
    lambda rng: (1, between(rng, 25, 85), between(rng, 20, 75)),
    {
        "low": ("sin b", "the sine of the angle at A"),
        "high": ("sin c", "the sine of the angle at B"),
        "side": ("fourth low a high", "CA, by the law of sines"),
        "last": ("third b c", "the angle at C"),
        "top": ("sin last", "its sine"),
        "base": ("fourth low a top", "AB, by the law of sines"),
        "wide": ("div a low", "the diameter of the circumscribed circle, by the law of sines"),
        "radius": ("half wide", "its radius"),
        "height": ("mul a high", "the altitude from C"),
        "double_area": ("mul base height", "twice the area"),
        "area": ("half double_area", "the area"),
    },
    {
        "side": (LENGTH, "the length of {C}{A}"),
        "base": (LENGTH, "the length of {A}{B}"),
        "last": (ANGLE, "the angle at {C} in degrees"),
        "radius": (LENGTH, "the radius of the circumscribed circle of triangle {A}{B}{C}"),
        "height": (LENGTH, "the length of the altitude from {C}"),
        "area": (AREA, "the area of triangle {A}{B}{C}"),
    },
    "BC",
)

COSINES = Figure(
    "two_sides",
    (
        "In triangle {A}{B}{C}, {A}{B} = {a} and {A}{C} = {b}, and the angle between these sides is {c}.",
        "Triangle {A}{B}{C} has an angle of {c} at {A}, between the sides {A}{C} = {b} and {A}{B} = {a}.",
    ),
    {"a": LENGTH, "b": LENGTH, "c": ANGLE},
    lambda rng: (1, uniform(rng, 0.4, 1.5), between(rng, 25, 150)),
    {
        "sine": ("sin c", "the sine of the angle"),
        "height": ("mul b sine", "the altitude from C"),
        "product": ("mul a height", "twice the area"),
        "area": ("half product", "the area"),
        "cosine": ("cos c", "the cosine of the angle"),
        "along": ("mul b cosine", "how far the foot of that altitude lies from A, towards B"),
        "rest": ("sub a along", "how far it lies from B"),
        "side": ("hyp height rest", "BC, by Pythagoras"),
        "altitude": ("div product side", "twice the area over BC: the altitude from A"),
        "wide": ("div side sine", "the diameter of the circumscribed circle, by the law of sines"),
        "radius": ("half wide", "its radius"),
    },
    {
        "height": (LENGTH, "the distance of {C} from the line {A}{B}"),
        "area": (AREA, "the area of triangle {A}{B}{C}"),
        "side": (LENGTH, "the length of {B}{C}"),
        "altitude": (LENGTH, "the distance of {A} from the line {B}{C}"),
        "radius": (LENGTH, "the radius of the circumscribed circle of triangle {A}{B}{C}"),
    },
)

BISECTOR = Figure(
    "bisector",
    (
        "Triangle {A}{B}{C} has the sides {A}{B} = {a}, {A}{C} = {b} and {B}{C} = {c}. The bisector of the angle at "
        "{A} meets {B}{C} in {D}.",
        "In triangle {A}{B}{C}, {B}{C} = {c}, {A}{C} = {b} and {A}{B} = {a}; {D} is the point of {B}{C} on the "
        "bisector of the angle at {A}.",
    ),
    {"a": LENGTH, "b": LENGTH, "c": LENGTH},
    lambda rng: (1, uniform(rng, 0.6, 0.9), uniform(rng, 0.55, 1.3)),
    {
        "sides": ("add a b", "the two sides at A together"),
        "first": ("fourth sides a c", "BD: the bisector divides BC in the ratio of these sides"),
        "second": ("fourth sides b c", "DC: the bisector divides BC in the ratio of these sides"),
        "product": ("mul a b", "the product of the sides at A"),
        "parts": ("mul first second", "the product of BD and DC"),
        "below": ("sub product parts", "the square of the bisector"),
        "length": ("root below", "the bisector"),
    },
    {
        "first": (LENGTH, "the length of {B}{D}"),
        "second": (LENGTH, "the length of {D}{C}"),
        "length": (LENGTH, "the length of {A}{D}"),
    },
)

RHOMBUS = Figure(
    "rhombus",
    (
        "The rhombus {A}{B}{C}{D} has the diagonals {A}{C} = {a} and {B}{D} = {b}.",
        "In a rhombus {A}{B}{C}{D} the diagonal {B}{D} is {b} and the diagonal {A}{C} is {a} long.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (1, uniform(rng, 0.3, 1.5)),
    {
        "one": ("half a", "half of AC"),
        "two": ("half b", "half of BD"),
        "side": ("hyp one two", "the side: the diagonals bisect each other at right angles"),
        "product": ("mul a b", "the product of the diagonals"),
        "area": ("half product", "the area"),
        "height": ("div area side", "the distance of opposite sides, area over side"),
        "radius": ("half height", "half of that, the radius of the inscribed circle"),
        "sides": ("double side", "two sides"),
        "perimeter": ("double sides", "the perimeter"),
        "slope": ("div b a", "the tangent of half the angle at A"),
        "turn": ("arctan slope", "half the angle at A"),
        "angle": ("double turn", "the angle at A"),
    },
    {
        "side": (LENGTH, "the length of {A}{B}"),
        "area": (AREA, "the area of the rhombus {A}{B}{C}{D}"),
        "height": (LENGTH, "the distance between the lines {A}{B} and {C}{D}"),
        "radius": (LENGTH, "the radius of the circle inscribed in the rhombus {A}{B}{C}{D}"),
        "perimeter": (LENGTH, "the perimeter of the rhombus {A}{B}{C}{D}"),
        "angle": (ANGLE, "the angle {D}{A}{B} in degrees"),
    },
    "AC",
)

TRAPEZOID = Figure(
    "trapezoid",
    (
        "The isosceles trapezoid {A}{B}{C}{D} has the parallel sides {A}{B} = {a} and {C}{D} = {b}, at the distance "
        "{c} from each other.",
        "In the trapezoid {A}{B}{C}{D} with {A}{D} = {B}{C} the parallel sides {A}{B} and {C}{D} are {c} apart; "
        "{C}{D} = {b} and {A}{B} = {a}.",
    ),
    {"a": LENGTH, "b": LENGTH, "c": LENGTH},
    lambda rng: (1, uniform(rng, 0.3, 0.8), uniform(rng, 0.3, 1.2)),
    {
        "sum": ("add a b", "the parallel sides together"),
        "middle": ("half sum", "their mean, also how far along AB the corner C lies from A"),
        "area": ("mul middle c", "the area"),
        "difference": ("sub a b", "the difference of the parallel sides"),
        "over": ("half difference", "by how much AB is longer at either end"),
        "side": ("hyp over c", "the other sides, by Pythagoras"),
        "diagonal": ("hyp middle c", "a diagonal, by Pythagoras"),
        "sides": ("double side", "both other sides"),
        "perimeter": ("add sum sides", "the perimeter"),
        "slope": ("div c over", "the tangent of the angle at A"),
        "angle": ("arctan slope", "that angle"),
        "far": ("fourth sum a c", "how far from AB the diagonals meet: they divide each other in the ratio AB : CD"),
    },
    {
        "area": (AREA, "the area of the trapezoid {A}{B}{C}{D}"),
        "side": (LENGTH, "the length of {A}{D}"),
        "diagonal": (LENGTH, "the length of {A}{C}"),
        "perimeter": (LENGTH, "the perimeter of the trapezoid {A}{B}{C}{D}"),
        "angle": (ANGLE, "the angle {D}{A}{B} in degrees"),
        "far": (LENGTH, "the distance from the line {A}{B} to the point where {A}{C} and {B}{D} meet"),
    },
)

RECTANGLE = Figure(
    "rectangle",
    (
        "The rectangle {A}{B}{C}{D} has the side {A}{B} = {b} and the diagonal {A}{C} = {a}.",
        "In the rectangle {A}{B}{C}{D} the diagonal {A}{C} is {a} long, and {A}{B} = {b}.",
    ),
    {"a": LENGTH, "b": LENGTH},
    lambda rng: (1, uniform(rng, 0.3, 0.9)),
    {
        "side": ("leg a b", "the other side, by Pythagoras"),
        "area": ("mul b side", "the area"),
        "distance": ("div area a", "the distance of B from AC: the area over the diagonal"),
        "sides": ("add b side", "two sides"),
        "perimeter": ("double sides", "the perimeter"),
        "radius": ("half a", "half the diagonal"),
        "circle": ("disc radius", "the area of the circumscribed circle"),
        "outside": ("sub circle area", "what of the circle lies outside of the rectangle"),
        "ratio": ("div b a", "the cosine of the angle between the side and the diagonal"),
        "turn": ("arccos ratio", "that angle"),
    },
    {
        "side": (LENGTH, "the length of {B}{C}"),
        "area": (AREA, "the area of the rectangle {A}{B}{C}{D}"),
        "distance": (LENGTH, "the distance of {B} from the line {A}{C}"),
        "perimeter": (LENGTH, "the perimeter of the rectangle {A}{B}{C}{D}"),
        "circle": (AREA, "the area of the circle through the four corners of the rectangle"),
        "outside": (AREA, "the area of the part of the circle through {A}, {B}, {C} and {D} outside of the rectangle"),
        "turn": (ANGLE, "the angle {B}{A}{C} in degrees"),
    },
)

PARALLELOGRAM = Figure(
    "parallelogram",
    (
        "The parallelogram {A}{B}{C}{D} has the sides {A}{B} = {a} and {A}{D} = {b}, with an angle of {c} between "
        "them.",
        "In the parallelogram {A}{B}{C}{D} the angle at {A} is {c}, {A}{D} = {b} and {A}{B} = {a}.",
    ),
    {"a": LENGTH, "b": LENGTH, "c": ANGLE},
    lambda rng: (1, uniform(rng, 0.4, 1.4), between(rng, 30, 85)),
    {
        "sine": ("sin c", "the sine of the angle"),
        "height": ("mul b sine", "the distance between AB and CD"),
        "area": ("mul a height", "the area"),
        "across": ("mul a sine", "the distance between AD and BC"),
        "cosine": ("cos c", "the cosine of the angle"),
        "along": ("mul b cosine", "how far D lies along AB, seen from A"),
        "rest": ("sub a along", "how far it lies from B, along AB"),
        "short": ("hyp height rest", "BD, by Pythagoras"),
        "reach": ("add a along", "how far C lies along AB, seen from A"),
        "long": ("hyp height reach", "AC, by Pythagoras"),
        "other": ("supp c", "the angle at B"),
    },
    {
        "height": (LENGTH, "the distance between the lines {A}{B} and {C}{D}"),
        "across": (LENGTH, "the distance between the lines {A}{D} and {B}{C}"),
        "area": (AREA, "the area of the parallelogram {A}{B}{C}{D}"),
        "short": (LENGTH, "the length of {B}{D}"),
        "long": (LENGTH, "the length of {A}{C}"),
        "other": (ANGLE, "the angle {A}{B}{C} in degrees"),
    },
)

POLYGON = Figure(
    "regular_polygon",
    (
        "A regular polygon with {b} corners is inscribed in a circle with the centre {M} and the radius {a}; {A} and "
        "{B} are neighbouring corners.",
        "{A} and {B} are neighbouring corners of a regular polygon with {b} sides. They lie {a} from its centre {M}.",
    ),
    {"a": LENGTH, "b": COUNT},
    lambda rng: (1, between(rng, 5, 40)),
    {
        "turn": ("div 180 b", "half the angle AMB"),
        "sine": ("sin turn", "its sine"),
        "part": ("mul a sine", "half a side"),
        "side": ("double part", "a side"),
        "cosine": ("cos turn", "the cosine of half the angle AMB"),
        "height": ("mul a cosine", "the distance of a side from the centre"),
        "perimeter": ("mul b side", "the perimeter"),
        "piece": ("mul part height", "the area of triangle ABM"),
        "area": ("mul b piece", "the area"),
        "angle": ("double turn", "the angle AMB"),
        "inner": ("supp angle", "an angle of the polygon"),
    },
    {
        "side": (LENGTH, "the length of {A}{B}"),
        "height": (LENGTH, "the distance of {M} from the line {A}{B}"),
        "perimeter": (LENGTH, "the perimeter of the polygon"),
        "area": (AREA, "the area of the polygon"),
        "inner": (ANGLE, "the angle of the polygon at {A} in degrees"),
        "piece": (AREA, "the area of triangle {A}{B}{M}"),
    },
)

CEVIAN = Figure(
    "angle_hunt",
    (
        "In triangle {A}{B}{C}, {A}{B} = {A}{C} and the angle at {A} is {a}. The point {D} lies on {A}{C}, and the "
        "angle {A}{B}{D} is {b}.",
        "{D} is a point of the side {A}{C} of triangle {A}{B}{C}. The angle {A}{B}{D} is {b}, the angle {B}{A}{C} is "
        "{a}, and the sides {A}{B} and {A}{C} are equally long.",
    ),
    {"a": ANGLE, "b": ANGLE},
    lambda rng: (between(rng, 20, 80), between(rng, 10, 40)),
    {
        "both": ("supp a", "the two equal angles at B and C together"),
        "base": ("half both", "the angle at B, and at C"),
        "rest": ("sub base b", "the angle DBC, the rest of the angle at B"),
        "outer": ("add a b", "the angle BDC, outside of triangle ABD"),
        "inner": ("third a b", "the angle ADB in triangle ABD"),
    },
    {
        "base": (ANGLE, "the angle {A}{C}{B} in degrees"),
        "rest": (ANGLE, "the angle {D}{B}{C} in degrees"),
        "outer": (ANGLE, "the angle {B}{D}{C} in degrees"),
        "inner": (ANGLE, "the angle {A}{D}{B} in degrees"),
    },
)

FLAT = (RIGHT_HYP, RIGHT_LEGS, PARALLEL, ISOSCELES, SINES, COSINES, BISECTOR, RHOMBUS, TRAPEZOID, RECTANGLE,
        PARALLELOGRAM, POLYGON, CEVIAN)  # fmt: skip
"""The figures of straight lines."""
