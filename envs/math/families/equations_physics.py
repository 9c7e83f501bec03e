"""Equations of circuits, motion, optics, gases, heat and springs, with parts masked."""

from __future__ import annotations

import numpy as np

from ..notation import between
from ..template import STEPS, Params, Template
from .equations import Equation, Node
from .equations_signals import coin, usual_sum


class Charging(Equation):
    """The voltage of a capacitor in a network of resistors."""

    name = "charging"
    alternatives = {
        "y": "y V_c U_c", "V": "V V_0 U", "R1": "R_1 R_a", "R2": "R_2 R_b", "C": "C C_1", "K": "K C_2", "t": "t tau",
        "q": "q V_i U_i", "s": "s R_s R_3",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a load, a second capacitor, a first charge."""
        keys = ("load", "second", "start", "series")
        return {key: coin(rng, tier) for key in keys} | ({"load": True} if tier > 2 else {})

    def _source(self, p: Params) -> Node:
        return ["add", "R1", "s"] if p["series"] else "R1"

    def formula(self, p: Params) -> Node:
        """Use Thevenin's source and the time constant."""
        inner, capacity = self._source(p), ["add", "C", "K"] if p["second"] else "C"
        end: Node = "V"
        resistance: Node = inner
        if p["load"]:
            total: Node = ["add", *(inner[1:] if isinstance(inner, list) else [inner]), "R2"]
            end = ["div", ["mul", "V", "R2"], total]
            resistance = ["div", ["mul", inner, "R2"], total]
        fall: Node = ["exp", ["neg", ["div", "t", ["mul", resistance, capacity]]]]
        if p["start"]:
            return ["add", end, ["mul", ["sub", "q", end], fall]]
        return ["mul", end, ["sub", 1, fall]]

    def story(self, p: Params) -> str:
        """Describe the network."""
        text = "At time 0 a source of voltage {V} is connected through a resistor {R1}"
        text += " and a further resistor {s} in series with it" if p["series"] else ""
        text += " to a capacitor {C}"
        text += ", to which a second capacitor {K} is connected in parallel" if p["second"] else ""
        text += ". A resistor {R2} lies in parallel with the capacitor" if p["load"] else ""
        text += ". The voltage at the capacitor is {q} at time 0" if p["start"] else ". There is no charge at time 0"
        return text + ", and {y} at time {t}."

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        return {
            "y": "voltage at the capacitor (V)", "V": "voltage of the source (V)",
            "R1": "resistor at the source (ohm)",
            **({"s": "further resistor in series (ohm)"} if p["series"] else {}),
            **({"R2": "resistor in parallel with the capacitor (ohm)"} if p["load"] else {}),
            "C": "capacitor (F)",
            **({"K": "second capacitor (F)"} if p["second"] else {}),
            **({"q": "voltage at time 0 (V)"} if p["start"] else {}),
            "t": "time (s)",
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Replace the source by its equivalent."""
        series = "({R1} + {s})" if p["series"] else "{R1}"
        total = "({R1} + {s} + {R2})" if p["series"] else "({R1} + {R2})"
        lines = []
        if p["load"]:
            lines.append(
                f"Seen from the capacitor the source has the voltage {{V}}*{{R2}}/{total}, as no current flows at"
            )
            lines[-1] += f" the end, and the resistance {series}*{{R2}}/{total}."
        else:
            lines.append(f"At the end no current flows, so the voltage tends to {{V}}; the resistance is {series}.")
        lines.append("The capacity is " + ("{C} + {K}." if p["second"] else "{C}."))
        lines.append("The time constant T is resistance times capacity (ohm * F = s).")
        start = "{q}" if p["start"] else "0"
        lines.append(f"The voltage goes from {start} to its end value with a difference that falls as exp(-{{t}}/T).")
        return lines


class Projectile(Equation):
    """A body thrown from a height."""

    name = "projectile"
    alternatives = {
        "y": "R x_1 D", "v": "v v_0 u", "a": "alpha theta phi", "g": "g g_0", "h": "h H h_0", "k": "k h_1",
        "w": "w v_w",
    }  # fmt: skip
    above = (("h", "k"),)

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw what is asked, and whether the target is raised or moves."""
        what = ("range", "top", "speed")[between(rng, 0, 2) if tier < 4 else 0]
        return {"what": what, "target": coin(rng, tier), "cart": coin(rng, tier)}

    def _drop(self, p: Params) -> Node:
        return ["sub", "h", "k"] if p["target"] else "h"

    def formula(self, p: Params) -> Node:
        """Use constant acceleration."""
        up: Node = ["mul", "v", ["sin", "a"]]
        along: Node = ["mul", "v", ["cos", "a"]]
        if p["cart"]:
            along = ["add", along, "w"]
        square: Node = ["mul", ["pow", "v", 2], ["pow", ["sin", "a"], 2]]
        if p["what"] == "top":
            return ["add", "h", ["div", square, ["mul", 2, "g"]]]
        if p["what"] == "speed":
            fall: Node = ["mul", 2, "g", self._drop(p)]
            if p["cart"]:
                return ["sqrt", ["add", ["pow", along, 2], square, fall]]
            return ["sqrt", ["add", ["pow", "v", 2], fall]]
        time: Node = ["div", ["add", up, ["sqrt", ["add", square, ["mul", 2, "g", self._drop(p)]]]], "g"]
        return ["mul", along, time]

    def story(self, p: Params) -> str:
        """Describe the throw."""
        text = "A ball is thrown from the height {h} above level ground at the speed {v} and the angle {a} above the "
        text += "horizontal"
        text += (
            " (both seen from a cart that rolls in the direction of the throw at the speed {w})" if p["cart"] else ""
        )
        text += ", without air resistance, with gravity {g}"
        if p["what"] == "top":
            return text + ". The greatest height above the ground is {y}."
        text += ". It lands on a platform at the height {k}, below {h}, on its way down" if p["target"] else ""
        text += "" if p["target"] else ". It lands on the ground"
        return text + (
            ", at the horizontal distance {y} from where it was thrown."
            if p["what"] == "range"
            else ", at the speed {y}."
        )

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        first = {"range": "horizontal distance (m)", "top": "greatest height (m)", "speed": "speed at landing (m/s)"}
        return {
            "y": first[p["what"]], "v": "speed of the throw (m/s)",
            "a": "angle of the throw (rad)",
            "g": "acceleration of gravity (m/s^2)", "h": "height of the throw (m)",
            **({"k": "height of the platform (m)"} if p["target"] and p["what"] != "top" else {}),
            **({"w": "speed of the cart (m/s)"} if p["cart"] else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Treat the two directions apart."""
        along = "{v}*cos({a})" + (" + {w}" if p["cart"] else "")
        drop = "({h} - {k})" if p["target"] else "{h}"
        lines = [f"The velocity at the start is {along} along the ground and {{v}}*sin({{a}}) upwards."]
        if p["what"] == "top":
            return [*lines, "At the top the upward velocity is 0: ({v}*sin({a}))^2 = 2*{g}*(rise)."]
        if p["what"] == "speed":
            return [
                *lines,
                "The velocity along the ground stays; the square of the vertical one grows by twice gravity times "
                "drop.",
                f"The drop is {drop}; sin^2 + cos^2 = 1 where it applies; the speed is the root of the sum of "
                f"squares.",
            ]
        return [
            *lines,
            f"Landing after the time T means {{v}}*sin({{a}})*T - {{g}}*T^2/2 = -{drop}.",
            f"The positive root is T = ({{v}}*sin({{a}}) + sqrt({{v}}^2*sin({{a}})^2 + 2*{{g}}*{drop}))/{{g}}.",
            "The distance is the velocity along the ground times T.",
        ]


class Braking(Equation):
    """The way to a stop."""

    name = "braking"
    alternatives = {
        "s": "s d L", "v": "v v_0 u", "r": "t_r r T_r", "m": "mu m_0", "g": "g g_0", "a": "alpha theta phi",
        "M": "M m_c", "K": "K m_t", "c": "c a_0",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw slope, trailer and engine."""
        slope = ("flat", "up", "down")[between(rng, 0, 2) if tier < 3 else between(rng, 1, 2)]
        return {
            "slope": slope,
            "trailer": coin(rng, tier),
            "engine": coin(rng, tier),
            "reaction": tier > 1 or coin(rng, tier),
        }

    def formula(self, p: Params) -> Node:
        """Divide the square of the speed by twice the deceleration."""
        grip: Node = ["mul", "m", "g", *([["cos", "a"]] if p["slope"] != "flat" else [])]
        if p["trailer"]:
            grip = ["div", ["mul", *grip[1:], "M"], ["add", "M", "K"]]
        pull: Node = ["mul", "g", ["sin", "a"]]
        total: Node = grip if p["slope"] == "flat" else ["add" if p["slope"] == "up" else "sub", grip, pull]
        if p["engine"]:
            total = ["add", *(total[1:] if total[0] == "add" else [total]), "c"]
        way: Node = ["div", ["pow", "v", 2], ["mul", 2, total] if total[0] != "mul" else ["mul", 2, *total[1:]]]
        return ["add", ["mul", "v", "r"], way] if p["reaction"] else way

    def story(self, p: Params) -> str:
        """Describe the road."""
        road = {
            "flat": "a level road",
            "up": "a road that rises at the angle {a}",
            "down": "a road that falls at the angle {a}",
        }
        text = f"A car at the speed {{v}} brakes with all its wheels locked on {road[p['slope']]}; the friction "
        text += "coefficient is {m} and gravity is {g}"
        text += ". The car has the mass {M} and pulls a trailer of mass {K} without brakes" if p["trailer"] else ""
        text += ". Drag of the air and of the road adds a constant deceleration {c}" if p["engine"] else ""
        text += ". The driver reacts after the time {r}, in which the speed stays" if p["reaction"] else ""
        return text + ". The way to the stop is {s}."

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        return {
            "s": "way to the stop (m)", "v": "speed (m/s)", "m": "friction coefficient (1)",
            "g": "acceleration of gravity (m/s^2)",
            **({"a": "angle of the slope (rad)"} if p["slope"] != "flat" else {}),
            **({"M": "mass of the car (kg)", "K": "mass of the trailer (kg)"} if p["trailer"] else {}),
            **({"c": "further deceleration (m/s^2)"} if p["engine"] else {}),
            **({"r": "time to react (s)"} if p["reaction"] else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Add up decelerations."""
        cos = "*cos({a})" if p["slope"] != "flat" else ""
        lines = [
            f"Friction acts on the weight of the car across the road: its force is {{m}}*{{g}}{cos} times its mass."
        ]
        if p["trailer"]:
            lines.append("It has to stop both masses, so the deceleration is smaller by {M}/({M} + {K}).")
        if p["slope"] != "flat":
            lines.append("The slope " + ("adds" if p["slope"] == "up" else "takes away") + " {g}*sin({a}).")
        if p["engine"]:
            lines.append("The deceleration {c} is added.")
        lines.append("With the deceleration D the way of braking is {v}^2/(2*D).")
        return [*lines, *(["Before that the car goes {v}*{r}."] if p["reaction"] else [])]


class Lens(Equation):
    """Where a lens makes its image."""

    name = "lens"
    alternatives = {
        "b": "b s_i d_i", "n": "n n_1", "m": "m n_0 n_m", "R": "R R_1 r_1", "S": "S R_2 r_2", "a": "a s_o d_o",
        "f": "f_2 F_2", "M": "M beta",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw medium, shape, a second lens and what is asked."""
        keys = ("medium", "plane", "second", "size")
        return {key: coin(rng, tier) for key in keys} | ({"plane": False} if tier > 2 else {})

    def _power(self, p: Params) -> Node:
        index: Node = ["sub", ["div", "n", "m"], 1] if p["medium"] else ["sub", "n", 1]
        bend: Node = ["div", 1, "R"] if p["plane"] else ["add", ["div", 1, "R"], ["div", 1, "S"]]
        power: Node = ["div", index, "R"] if p["plane"] else ["mul", index, bend]
        return ["add", power, ["div", 1, "f"]] if p["second"] else power

    def formula(self, p: Params) -> Node:
        """Use the lens maker's equation."""
        power = self._power(p)
        if p["size"]:
            return ["div", 1, ["sub", ["mul", "a", power], 1]]
        return ["div", 1, ["sub", power, ["div", 1, "a"]]]

    def story(self, p: Params) -> str:
        """Describe the lens."""
        text = "A thin lens of refractive index {n}"
        text += " in a liquid of refractive index {m}" if p["medium"] else " in air (refractive index 1)"
        text += (
            " has one plane face and one convex face of radius {R}"
            if p["plane"]
            else (" has two convex faces of radii {R} and {S}")
        )
        text += (
            ". A second thin lens of focal length {f} (in this medium) is put right against it" if p["second"] else ""
        )
        text += ". An object stands at the distance {a} in front, beyond the focus"
        if p["size"]:
            return text + ". Its real image is {M} times as high as the object ({M} > 0)."
        return text + ". Its real image is at the distance {b} behind."

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        first = {"M": "ratio of the heights (1)"} if p["size"] else {"b": "distance of the image (m)"}
        return {
            **first, "n": "refractive index of the lens (1)",
            **({"m": "refractive index of the liquid (1)"} if p["medium"] else {}),
            "R": "radius of a face (m)",
            **({} if p["plane"] else {"S": "radius of the other face (m)"}),
            **({"f": "focal length of the second lens (m)"} if p["second"] else {}),
            "a": "distance of the object (m)",
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Add powers, then use the equation of a thin lens."""
        index = "{n}/{m} - 1" if p["medium"] else "{n} - 1"
        bend = "1/{R}" if p["plane"] else "1/{R} + 1/{S}"
        lines = [f"The power of the lens is ({index})*({bend}) (lens maker's equation; a plane face adds nothing)."]
        lines += ["The second lens adds its power 1/{f}."] if p["second"] else []
        lines.append("For a thin lens of power D, 1/{a} + 1/(distance of the image) = D.")
        if p["size"]:
            lines.append("The ratio of the heights is the distance of the image over {a}, which is 1/({a}*D - 1).")
        else:
            lines.append("So the distance of the image is 1/(D - 1/{a}).")
        return lines


class Vessels(Equation):
    """Gases that are let together."""

    name = "vessels"
    alternatives = {
        "p": "p P p_f", "p1": "p_1 P_1", "V1": "V_1 U_1", "T1": "T_1 theta_1", "p2": "p_2 P_2", "V2": "V_2 U_2",
        "T2": "T_2 theta_2", "T": "T T_f theta", "n": "n nu", "R": "R R_g", "W": "W V_w", "q": "q V_q",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw temperatures, an injection, a tube and a body that takes up room."""
        keys = ("temperatures", "injection", "tube", "body")
        return {key: coin(rng, tier) for key in keys} | ({"temperatures": True} if tier > 2 else {})

    def formula(self, p: Params) -> Node:
        """Conserve the amount of gas."""
        volume: Node = ["add", "V1", "V2", *(["W"] if p["tube"] else [])]
        volume = ["sub", volume, "q"] if p["body"] else volume
        if p["temperatures"]:
            parts: list[Node] = [["div", ["mul", f"p{i}", f"V{i}"], f"T{i}"] for i in (1, 2)]
            parts += [["mul", "n", "R"]] if p["injection"] else []
            return ["div", ["mul", "T", ["add", *parts]], volume]
        parts = [["mul", f"p{i}", f"V{i}"] for i in (1, 2)]
        parts += [["mul", "n", "R", "T"]] if p["injection"] else []
        return ["div", ["add", *parts], volume]

    def story(self, p: Params) -> str:
        """Describe the vessels."""
        if p["temperatures"]:
            text = (
                "A vessel of volume {V1} holds an ideal gas at pressure {p1} and temperature {T1}, another of volume "
                "{V2} "
                "holds ideal gas at pressure {p2} and temperature {T2}. They are connected and brought to temperature "
                "{T}"
            )
        else:
            text = (
                "A vessel of volume {V1} holds an ideal gas at pressure {p1}, another of volume {V2} holds ideal gas "
                "at "
                "pressure {p2}. They are connected, and the temperature is {T} all the time"
            )
            text = text if p["injection"] else text.replace("is {T} all the time", "stays the same")
        text += " by a tube of volume {W}, which was empty" if p["tube"] else ""
        text += ". A further amount {n} of gas is let in (gas constant {R})" if p["injection"] else ""
        text += ". A solid body of volume {q} is then pushed in, from which no gas escapes" if p["body"] else ""
        return text + ". The pressure at the end is {p}."

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        first = {
            "p": "pressure at the end (Pa)", "p1": "pressure in the first vessel (Pa)", "V1": "its volume (m^3)",
            "p2": "pressure in the second vessel (Pa)", "V2": "its volume (m^3)",
        }  # fmt: skip
        return {
            **first,
            **({"T1": "temperature in the first vessel (K)", "T2": "temperature in the second (K)"}
               if p["temperatures"] else {}),
            **({"T": "temperature at the end (K)"} if p["temperatures"] or p["injection"] else {}),
            **({"n": "amount let in (mol)", "R": "gas constant (J/(mol K))"} if p["injection"] else {}),
            **({"W": "volume of the tube (m^3)"} if p["tube"] else {}),
            **({"q": "volume of the body (m^3)"} if p["body"] else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Count moles."""
        lines = ["Pressure times volume over temperature is the amount of gas times the gas constant; amounts add up."]
        if p["temperatures"]:
            lines.append("From the vessels: {p1}*{V1}/{T1} + {p2}*{V2}/{T2}.")
        else:
            lines.append("At one temperature: {p1}*{V1} + {p2}*{V2}.")
        if p["injection"]:
            lines.append("The gas let in adds {n}*{R}" + ("." if p["temperatures"] else "*{T}."))
        room = "{V1} + {V2}" + (" + {W}" if p["tube"] else "") + (" - {q}" if p["body"] else "")
        return [
            *lines,
            f"The room at the end is {room}; divide by it" + (" and multiply by {T}." if p["temperatures"] else "."),
        ]


class Layers(Equation):
    """Heat through a wall of many layers."""

    name = "layers"
    alternatives = {
        "Q": "Q P H", "A": "A S", "a": "T_1 theta_1", "b": "T_2 theta_2", "d": "d delta", "k": "k kappa",
        "h": "h alpha", "c": "c w",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the number of layers and how they grow."""
        return {
            "n": between(rng, 3, 12 * tier), "u": between(rng, 1, 9), "t": between(rng, 0, 9), "film": coin(rng, tier),
            "coat": coin(rng, tier),
        }  # fmt: skip

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more layers than one can add one by one."""
        options = {**self.options(rng, tier), "n": between(rng, 10 ** (4 + tier), 10 ** (5 + tier))}
        return self.masked(rng, max(2, tier), options)

    def _sum(self, p: Params) -> int:
        return int(p["u"] * p["n"] * (p["n"] + 1) // 2 + p["t"] * p["n"])

    def must(self, p: Params) -> Node:
        """Always ask for the sum."""
        return ["mul", self._sum(p), "d"]

    def formula(self, p: Params) -> Node:
        """Divide the difference of temperatures by the sum of resistances."""
        wall: Node = ["div", ["mul", self._sum(p), "d"], "k"]
        parts = [wall, *([["div", 1, "h"]] if p["film"] else []), *(["c"] if p["coat"] else [])]
        below = ["add", *parts] if len(parts) > 1 else wall
        return ["div", ["mul", "A", ["sub", "a", "b"]], below]

    def _thickness(self, p: Params) -> str:
        u = "j" if p["u"] == 1 else f"{p['u']}*j"
        return f"({u} + {p['t']})*{{d}}" if p["t"] else f"{u}*{{d}}"

    def story(self, p: Params) -> str:
        """Describe the wall."""
        text = (
            f"A wall of area {{A}} has {p['n']} layers of a material of conductivity {{k}}; layer number j (j = 1, 2, "
        )
        text += f"..., {p['n']}) is {self._thickness(p)} thick"
        text += ". The air on one side adds a film with the transfer coefficient {h}" if p["film"] else ""
        text += ". A coat of paint adds the thermal resistance {c} of a unit of area" if p["coat"] else ""
        return text + ". The two sides are kept at {a} and {b}, and the steady flow of heat from the first is {Q}."

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        return {
            "Q": "flow of heat (W)", "A": "area (m^2)", "a": "temperature of the first side (K)",
            "b": "temperature of the second side (K)", "d": "unit of thickness (m)", "k": "conductivity (W/(m K))",
            **({"h": "transfer coefficient (W/(m^2 K))"} if p["film"] else {}),
            **({"c": "resistance of the coat (m^2 K/W)"} if p["coat"] else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Add resistances in series, with Gauss' sum."""
        n, u, t = p["n"], p["u"], p["t"]
        return [
            "Layers in series add their thermal resistances; that of a layer, for a unit of area, is thickness over "
            "conductivity.",
            f"The thicknesses add up to ({u}*{n}*{n + 1}/2 + {t}*{n})*{{d}} = {self._sum(p)}*{{d}}.",
            *(["The film adds 1/{h}."] if p["film"] else []),
            *(["The coat adds {c}."] if p["coat"] else []),
            "The flow is the area times the difference {a} - {b} over the whole resistance of a unit of area.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add layer after layer."""
        return usual_sum(self, p, steps)


class Springs(Equation):
    """The period of a mass on springs."""

    name = "springs"
    alternatives = {
        "T": "T tau", "m": "m M", "s": "s m_s", "k": "k k_1 D_1", "q": "q k_2 D_2", "r": "r k_3 D_3", "g": "g g_0",
        "L": "L l_0", "f": "f_0 nu",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw how the springs are joined."""
        joined = ("one", "parallel", "series", "mixed")[between(rng, 0, 3) if tier < 3 else between(rng, 2, 3)]
        return {"joined": joined, "heavy": coin(rng, tier), "extra": coin(rng, tier), "frequency": coin(rng, tier)}

    def _stiffness(self, p: Params) -> Node:
        series: Node = ["div", ["mul", "k", "q"], ["add", "k", "q"]]
        return {"one": "k", "parallel": ["add", "k", "q"], "series": series, "mixed": ["add", series, "r"]}[
            p["joined"]
        ]

    def formula(self, p: Params) -> Node:
        """Use the mass and the stiffness of all."""
        mass: Node = ["add", "m", ["div", "s", 3]] if p["heavy"] else "m"
        mass = ["add", *(mass[1:] if isinstance(mass, list) else [mass]), "L"] if p["extra"] else mass
        if p["frequency"]:
            return ["div", ["sqrt", ["div", self._stiffness(p), mass]], ["mul", 2, "pi"]]
        return ["mul", 2, "pi", ["sqrt", ["div", mass, self._stiffness(p)]]]

    def story(self, p: Params) -> str:
        """Describe the springs."""
        text = {
            "one": "A body of mass {m} hangs on a spring of stiffness {k}",
            "parallel": "A body of mass {m} hangs on two springs side by side, of stiffness {k} and {q}",
            "series": "A body of mass {m} hangs on two springs in a row, of stiffness {k} and {q}",
            "mixed": (
                "A body of mass {m} is held from above by two springs of stiffness {k} and {q}, one hooked to the end "
                "of "
                "the other, and from below by a spring of stiffness {r}"
            ),
        }[p["joined"]]
        text += ". A load of mass {L} is fixed to the body" if p["extra"] else ""
        text += (
            ". The mass {s} of what carries the body is not negligible: a third of it moves with the body"
            if p["heavy"]
            else ". The springs have no mass"
        )
        return text + (
            ". The frequency of small vertical oscillations is {f}."
            if p["frequency"]
            else ". The period of small vertical oscillations is {T}."
        )

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        first = {"f": "frequency (Hz)"} if p["frequency"] else {"T": "period (s)"}
        return {
            **first, "m": "mass of the body (kg)",
            **({"s": "mass of what carries it (kg)"} if p["heavy"] else {}),
            **({"L": "mass of the load (kg)"} if p["extra"] else {}),
            "k": "stiffness of a spring (N/m)",
            **({} if p["joined"] == "one" else {"q": "stiffness of the second spring (N/m)"}),
            **({"r": "stiffness of the third spring (N/m)"} if p["joined"] == "mixed" else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Find one stiffness and one mass."""
        lines = {
            "one": ["The stiffness is {k}."],
            "parallel": ["Springs side by side stretch equally, so their stiffnesses add up: {k} + {q}."],
            "series": ["Springs in a row bear the same force, so 1/{k} + 1/{q} is the inverse of their stiffness."],
            "mixed": [
                "Springs in a row bear the same force: together the upper two have the stiffness {k}*{q}/({k} + {q}).",
                "The lower spring is stretched or pressed by the same way as the upper ones: its stiffness {r} is "
                "added.",
            ],
        }[p["joined"]]
        mass = "{m}" + (" + {s}/3" if p["heavy"] else "") + (" + {L}" if p["extra"] else "")
        lines = [*lines, f"The mass that moves is {mass}."]
        return [*lines, "The frequency is sqrt(stiffness/mass)/(2*pi), and the period is its inverse."]


PHYSICS: tuple[Template, ...] = (Charging(), Projectile(), Braking(), Lens(), Vessels(), Layers(), Springs())
"""Equations of physics."""
