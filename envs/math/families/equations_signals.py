"""Equations of radio links, path loss, estimation, queues and waves, with parts masked."""

from __future__ import annotations

import numpy as np

from ..notation import between
from ..template import STEPS, Params, Template
from .equations import Equation, Node


def coin(rng: np.random.Generator, tier: int) -> bool:
    """Return whether a model has a part; more often the higher the tier."""
    return bool(rng.random() < 0.15 + 0.14 * tier)


class LinkCapacity(Equation):
    """How many bits a radio link carries."""

    name = "link_capacity"
    alternatives = {
        "C": "C R C_0", "B": "B W", "P": "P_t P P_0", "Gt": "G_t G_1", "Gr": "G_r G_2", "wave": "lambda l",
        "d": "d r", "k": "k k_B", "T": "T T_0", "F": "F N_F", "L": "L A", "I": "I Q", "n": "n s",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw losses, noise, interference and streams."""
        return {key: coin(rng, tier) for key in ("loss", "figure", "interference", "streams")}

    def formula(self, p: Params) -> Node:
        """Shannon's formula with the signal-to-noise ratio of Friis' formula."""
        below: list[Node] = [["pow", ["mul", 4, "pi", "d"], 2]]
        noise: Node = ["mul", "k", "T", "B", *(["F"] if p["figure"] else [])]
        below += ["L"] if p["loss"] else []
        below += [["add", noise, "I"]] if p["interference"] else noise[1:]
        ratio = ["div", ["mul", "P", "Gt", "Gr", ["pow", "wave", 2]], ["mul", *below]]
        return ["mul", *(["n"] if p["streams"] else []), "B", ["log2", ["add", 1, ratio]]]

    def story(self, p: Params) -> str:
        """Describe the link."""
        text = (
            "A transmitter of power {P} with antenna gain {Gt} sends to a receiver with antenna gain {Gr} at distance "
            "{d} in free space (Friis: the received power is the transmitted one times both gains times the square of "
            "{wave}/(4*pi*{d})"
        )
        text += ", divided by the loss factor {L} of rain)" if p["loss"] else ")"
        text += ". Thermal noise has the power {k}*{T} per hertz over the bandwidth {B}"
        text += ", raised by the noise factor {F} of the receiver" if p["figure"] else ""
        text += ". Interference of power {I} adds to the noise" if p["interference"] else ""
        text += ". By Shannon's formula each hertz of bandwidth carries log_2(1 + signal/noise) bits a second"
        text += ", and {n} independent streams of this kind are sent at once." if p["streams"] else "."
        return text + " The capacity is {C}."

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        return {
            "C": "capacity (bit/s)", "P": "transmitted power (W)", "Gt": "gain of the transmitting antenna (1)",
            "Gr": "gain of the receiving antenna (1)", "wave": "wavelength (m)", "d": "distance (m)",
            "k": "Boltzmann constant (J/K)", "T": "noise temperature (K)", "B": "bandwidth (Hz)",
            **({"F": "noise factor (1)"} if p["figure"] else {}),
            **({"L": "loss factor (1)"} if p["loss"] else {}),
            **({"I": "power of the interference (W)"} if p["interference"] else {}),
            **({"n": "number of streams (1)"} if p["streams"] else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Divide signal by noise."""
        loss = "/{L}" if p["loss"] else ""
        noise = "{k}*{T}*{B}" + ("*{F}" if p["figure"] else "") + (" + {I}" if p["interference"] else "")
        return [
            "The received power is {P}*{Gt}*{Gr}*({wave}/(4*pi*{d}))^2" + loss + " (W).",
            f"The power of what disturbs it is {noise} (W).",
            "The signal-to-noise ratio is the first divided by the second, a number without a unit.",
            "{C} is {B} (Hz)" + (" times {n}" if p["streams"] else "") + " times log_2(1 + ratio).",
        ]


class PathLoss(Equation):
    """Received power in decibels."""

    name = "path_loss"
    alternatives = {
        "R": "P_r R", "P": "P_t P", "Gt": "G_t G_1", "Gr": "G_r G_2", "L0": "L_0 A_0", "n": "n gamma", "d": "d r",
        "d0": "d_0 r_0", "m": "m w", "W": "W L_w", "q": "q s", "S": "S L_f", "X": "X M",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw walls, floors and a margin."""
        return {key: coin(rng, tier) for key in ("walls", "floors", "margin")} | {"combiner": between(rng, 1, 4)}

    def formula(self, p: Params) -> Node:
        """Add gains and subtract losses."""
        gains: Node = ["add", "P", "Gt", "Gr"]
        losses: list[Node] = ["L0", ["mul", 10, "n", ["log10", ["div", "d", "d0"]]]]
        losses += [["mul", "m", "W"]] if p["walls"] else []
        losses += [["mul", "q", "S"]] if p["floors"] else []
        losses += ["X"] if p["margin"] else []
        losses += [["mul", 10, ["log10", p["combiner"]]]] if p["combiner"] > 1 else []
        return ["sub", gains, ["add", *losses]]

    def story(self, p: Params) -> str:
        """Describe the model."""
        text = (
            "In a log-distance model all powers are levels in dBm and all gains and losses are in dB. The path loss "
            "is "
            "{L0} at the reference distance {d0} and grows with the distance {d} to the power {n} in linear terms"
        )
        text += ". The path crosses {m} walls that cost {W} each" if p["walls"] else ""
        text += ". It crosses {q} floors that cost {S} each" if p["floors"] else ""
        text += ". A margin of {X} is subtracted too" if p["margin"] else ""
        if p["combiner"] > 1:
            text += f". A splitter at the receiver divides the power, in linear terms, by {p['combiner']}"
        return text + ". The level at the receiver is {R}."

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        return {
            "R": "received level (dBm)", "P": "transmitted level (dBm)", "Gt": "gain of the transmitting antenna (dB)",
            "Gr": "gain of the receiving antenna (dB)", "L0": "loss at the reference distance (dB)",
            "n": "path-loss exponent (1)", "d": "distance (m)", "d0": "reference distance (m)",
            **({"m": "number of walls (1)", "W": "loss of a wall (dB)"} if p["walls"] else {}),
            **({"q": "number of floors (1)", "S": "loss of a floor (dB)"} if p["floors"] else {}),
            **({"X": "margin (dB)"} if p["margin"] else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Go to decibels."""
        extra = []
        extra += ["The walls cost {m}*{W} (dB)."] if p["walls"] else []
        extra += ["The floors cost {q}*{S} (dB)."] if p["floors"] else []
        extra += ["The margin {X} is lost too."] if p["margin"] else []
        extra += [f"The splitter costs 10*log_10({p['combiner']}) (dB)."] if p["combiner"] > 1 else []
        return [
            "A factor ({d}/{d0})^{n} in linear terms is 10*log_10(({d}/{d0})^{n}) = 10*{n}*log_10({d}/{d0}) dB.",
            *extra,
            "In decibels gains are added to the level and losses are subtracted from it.",
        ]


class Estimation(Equation):
    """The error of the best estimate from several noisy readings."""

    name = "estimation"
    alternatives = {
        "e": "M epsilon D", "s": "s V_x v_x", "v": "v V_1 v_1", "w": "w V_2 v_2", "n": "n N", "m": "m K", "a": "a h",
        "b": "b q",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a second kind of reading and gains."""
        return {key: coin(rng, tier) for key in ("gain", "gain2")} | {"second": tier > 2 or coin(rng, tier)}

    def formula(self, p: Params) -> Node:
        """Add the information."""
        first: Node = ["div", ["mul", "n", ["pow", "a", 2]] if p["gain"] else "n", "v"]
        second: Node = ["div", ["mul", "m", ["pow", "b", 2]] if p["gain2"] else "m", "w"]
        return ["div", 1, ["add", ["div", 1, "s"], first, *([second] if p["second"] else [])]]

    def story(self, p: Params) -> str:
        """Describe the readings."""
        text = (
            "A Gaussian quantity X has the variance {s}. There are {n} readings "
            + ("{a}*X" if p["gain"] else "X")
            + " + noise with independent Gaussian noises of variance {v}"
        )
        if p["second"]:
            text += (
                ", and {m} more readings " + ("{b}*X" if p["gain2"] else "X") + " + noise with noises of variance {w}"
            )
        return text + ". The mean square error of the best estimate of X is {e}."

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        return {
            "e": "mean square error (V^2)", "s": "variance of X (V^2)", "n": "number of readings (1)",
            "v": "variance of their noise (V^2)",
            **({"a": "their gain (1)"} if p["gain"] else {}),
            **({"m": "number of further readings (1)", "w": "variance of their noise (V^2)"} if p["second"] else {}),
            **({"b": "gain of the further readings (1)"} if p["second"] and p["gain2"] else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Add inverse variances."""
        one = "{a}^2/{v}" if p["gain"] else "1/{v}"
        two = "{b}^2/{w}" if p["gain2"] else "1/{w}"
        return [
            "For Gaussian quantities the inverse of the error's variance is the sum of the information in all that is "
            "known.",
            "What was known before counts 1/{s}.",
            f"Each of the {{n}} readings counts {one}: gain squared over the variance of its noise.",
            *([f"Each of the {{m}} further readings counts {two}."] if p["second"] else []),
            "{e} is 1 divided by the sum.",
        ]


class Sensors(Equation):
    """The error of the best estimate from many sensors that get better or worse one by one."""

    name = "many_sensors"
    alternatives = {"e": "M epsilon D", "s": "s V_x v_x", "v": "v V_1 v_1", "a": "a h", "c": "c q"}

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw the number of sensors."""
        return {
            "n": between(rng, 3, 12 * tier),
            "u": between(rng, 1, 9),
            "t": between(rng, 0, 9),
            "offset": coin(rng, tier),
        }

    def draw_hard(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw more sensors than one can add one by one."""
        options = {**self.options(rng, tier), "n": between(rng, 10 ** (4 + tier), 10 ** (5 + tier))}
        return self.masked(rng, max(2, tier), options)

    def _sum(self, p: Params) -> int:
        return int(p["u"] * p["n"] * (p["n"] + 1) // 2 + p["t"] * p["n"])

    def _rate(self, p: Params) -> str:
        u = "j" if p["u"] == 1 else f"{p['u']}*j"
        return f"({u} + {p['t']})" if p["t"] else f"({u})" if p["u"] > 1 else u

    def formula(self, p: Params) -> Node:
        """Add the information."""
        all_sensors: Node = [
            "div",
            ["mul", self._sum(p), ["pow", "a", 2]],
            ["mul", "v", *(["c"] if p["offset"] else [])],
        ]
        return ["div", 1, ["add", ["div", 1, "s"], all_sensors]]

    def must(self, p: Params) -> Node:
        """Always ask for the sum."""
        return ["mul", self._sum(p), ["pow", "a", 2]]

    def story(self, p: Params) -> str:
        """Describe the sensors."""
        noise = "{v}*{c}" if p["offset"] else "{v}"
        return (
            "A Gaussian quantity X has the variance {s}. "
            + f"There are {p['n']} sensors; sensor number j (j = 1, 2, ..., {p['n']}) reads "
            + "{a}*X + noise with independent Gaussian noise of variance "
            + f"{noise}/{self._rate(p)}. "
            + "The mean square error of the best estimate of X from all readings is {e}."
        )

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        more = {"c": "factor of the temperature (1)"} if p["offset"] else {}
        return {
            "e": "mean square error (V^2)", "s": "variance of X (V^2)", "a": "gain of the sensors (1)",
            "v": "variance of the noise (V^2)", **more,
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Add inverse variances, with Gauss' sum."""
        n, u, t = p["n"], p["u"], p["t"]
        noise = "({v}*{c})" if p["offset"] else "{v}"
        return [
            "For Gaussian quantities the inverse of the error's variance is the sum of the information in all that is "
            "known: 1/{s}, and for each sensor gain squared over the variance of its noise.",
            f"Sensor j counts {self._rate(p)}*" + "{a}^2/" + noise + ".",
            f"The numbers {self._rate(p)} add up to {u}*{n}*{n + 1}/2 + {t}*{n} = {self._sum(p)}.",
            f"So all sensors together count {self._sum(p)}*" + "{a}^2/" + noise + ", and {e} is 1 over the whole sum.",
        ]

    def usual(self, p: Params, steps: int = STEPS) -> str | None:
        """Add sensor after sensor."""
        return usual_sum(self, p, steps)


def usual_sum(template: Equation, p: Params, steps: int) -> str | None:
    """Answer with the sum of u j + t found term by term; None where there are too many terms."""
    if p["n"] > steps:
        return None
    total = sum(p["u"] * j + p["t"] for j in range(1, p["n"] + 1))
    closed = p["u"] * p["n"] * (p["n"] + 1) // 2 + p["t"] * p["n"]
    return template.answer(p) if total == closed else None


class Queues(Equation):
    """Time in a network of queues."""

    name = "queues"
    alternatives = {
        "W": "W T_w", "a": "lambda a", "m": "mu m mu_1", "k": "nu k mu_2", "q": "q phi", "D": "D delta", "b": "b beta",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw a second station, repeats and a walk."""
        return {
            "repeat": coin(rng, tier),
            "walk": coin(rng, tier),
            "share": coin(rng, tier),
            "second": tier > 1 or coin(rng, tier),
        }

    def _rate(self, p: Params) -> Node:
        return ["div", "a", ["sub", 1, "q"]] if p["repeat"] else "a"

    def formula(self, p: Params) -> Node:
        """Add the times at the stations."""
        parts: list[Node] = []
        visits = self._rate(p)
        time: Node = ["div", 1, ["sub", "m", visits]]
        if p["repeat"]:
            time = ["mul", ["div", 1, ["sub", 1, "q"]], time]
        parts.append(time)
        if p["second"]:
            flow: Node = ["mul", "b", "a"] if p["share"] else "a"
            second: Node = ["div", 1, ["sub", "k", flow]]
            parts.append(["mul", "b", second] if p["share"] else second)
        parts += ["D"] if p["walk"] else []
        return ["add", *parts] if len(parts) > 1 else parts[0]

    def story(self, p: Params) -> str:
        """Describe the stations."""
        text = (
            "Customers arrive as a Poisson process of rate {a} at a station with one server and exponential service "
            "times of rate {m}"
        )
        text += ". After a service a customer has to queue there again with probability {q}" if p["repeat"] else ""
        if p["second"]:
            who = "each customer, with probability {b}," if p["share"] else "every customer"
            text += f". When done there, {who} goes on to a second station of the same kind with service rate {{k}}"
        text += ". A customer also spends the time {D} walking" if p["walk"] else ""
        return text + (
            ". All is in equilibrium, and the stations behave as independent M/M/1 queues. The mean time of a "
            "customer "
            "in the system is {W}."
        )

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        return {
            "W": "mean time in the system (s)", "a": "arrival rate (1/s)", "m": "service rate (1/s)",
            **({"q": "probability of a repeat (1)"} if p["repeat"] else {}),
            **({"k": "service rate of the second station (1/s)"} if p["second"] else {}),
            **({"b": "probability of going on (1)"} if p["second"] and p["share"] else {}),
            **({"D": "time to walk (s)"} if p["walk"] else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Use the time of an M/M/1 queue."""
        lines = ["A visit to an M/M/1 queue takes 1/(service rate - arrival rate) on average."]
        if p["repeat"]:
            lines.append(
                "With repeats the first station sees the rate {a}/(1 - {q}), and a customer 1/(1 - {q}) visits."
            )
        if p["second"]:
            flow = "{b}*{a}, and only the share {b} of all customers" if p["share"] else "{a}, and every customer"
            lines.append(f"The second station sees the rate {flow} spends the time there.")
        return [*lines, "The mean times add up" + (", with {D} for the walk." if p["walk"] else ".")]


class Doppler(Equation):
    """The pitch that is heard."""

    name = "doppler"
    alternatives = {
        "h": "f_h f_1 F_h", "f": "f_0 nu F_0", "c": "c v_s", "w": "w u", "a": "a v_1 u_1", "b": "b v_2 u_2",
        "r": "r n",
    }  # fmt: skip

    def options(self, rng: np.random.Generator, tier: int) -> Params:
        """Draw what moves."""
        moves = [["source"], ["observer"], ["source", "observer"]][between(rng, 0, 2) if tier < 3 else 2]
        return {
            "moves": moves,
            "away": [coin(rng, tier), coin(rng, tier)],
            "wind": coin(rng, tier),
            "mirror": coin(rng, tier),
            "r": coin(rng, tier),
        }

    def _speeds(self, p: Params) -> tuple[Node, Node]:
        """Return the speed of the sound against the ground on its way, and on the way back from the wall."""
        return (["add", "c", "w"], ["sub", "c", "w"]) if p["wind"] else ("c", "c")

    def formula(self, p: Params) -> Node:
        """Multiply by observer's over source's relative speed."""
        out, back = self._speeds(p)
        top: Node = out
        below: Node = out
        if "observer" in p["moves"]:
            top = ["sub" if p["away"][0] else "add", out, "a"]
        if "source" in p["moves"]:
            below = ["add" if p["away"][1] else "sub", out, "b"]
        factors: list[Node] = [top]
        under: list[Node] = [below]
        if p["mirror"] and "observer" in p["moves"]:  # the moving body sends the sound back
            factors.append(back)
            under.append(["add" if p["away"][0] else "sub", back, "a"])
        first: list[Node] = [["mul", "r", "f"] if p["r"] else "f"]
        numerator: Node = ["mul", *(first[0][1:] if p["r"] else first), *factors]
        return ["div", numerator, ["mul", *under] if len(under) > 1 else under[0]]

    def story(self, p: Params) -> str:
        """Describe the motion."""
        text = "A source sends sound of frequency " + ("{r}*{f}" if p["r"] else "{f}")
        text += " through air in which sound travels at {c}"
        text += ", and a wind of speed {w} blows from the source towards the receiver" if p["wind"] else ""
        if "source" in p["moves"]:
            text += ". The source moves at {b} " + ("away from" if p["away"][1] else "towards") + " the receiver"
        if "observer" in p["moves"]:
            text += ". The receiver moves at {a} " + ("away from" if p["away"][0] else "towards") + " the source"
        if p["mirror"] and "observer" in p["moves"]:
            return text + (
                ". The receiver sends back what it hears at once, and a microphone at rest next to the place of the "
                "source hears that at the frequency {h}. All speeds are below the speed of sound."
            )
        return text + ". All speeds are below the speed of sound. The receiver hears the frequency {h}."

    def meanings(self, p: Params) -> dict[str, str]:
        """Name the quantities."""
        return {
            "h": "frequency heard (Hz)", "f": "frequency of the source" + (", to be multiplied by a factor" if p["r"]
            else "") + " (Hz)", "c": "speed of sound in the air (m/s)",
            **({"w": "speed of the wind (m/s)"} if p["wind"] else {}),
            **({"a": "speed of the receiver (m/s)"} if "observer" in p["moves"] else {}),
            **({"b": "speed of the source (m/s)"} if "source" in p["moves"] else {}),
            **({"r": "the factor, such as the number of a harmonic (1)"} if p["r"] else {}),
        }  # fmt: skip

    def derive(self, p: Params) -> list[str]:
        """Count wave fronts."""
        lines = ["A wave front travels at the speed of sound" + (" plus that of the wind" if p["wind"] else "") + "."]
        if "source" in p["moves"]:
            lines.append(
                "The distance of two fronts is that speed "
                + ("plus" if p["away"][1] else "minus")
                + " the speed of the source, divided by the frequency sent."
            )
        else:
            lines.append("The distance of two fronts is that speed divided by the frequency sent.")
        if "observer" in p["moves"]:
            sign = "minus" if p["away"][0] else "plus"
            lines.append(f"Fronts pass the receiver at that speed {sign} its own speed.")
        lines.append("The frequency heard is the speed of the fronts past the receiver over their distance.")
        if p["mirror"] and "observer" in p["moves"]:
            against = " minus that of the wind" if p["wind"] else ""
            lines.append(
                f"On the way back the fronts travel at the speed of sound{against}, and the receiver is a moving "
                f"source: "
                "one more factor of the same kind."
            )
        return lines


SIGNALS: tuple[Template, ...] = (LinkCapacity(), PathLoss(), Estimation(), Sensors(), Queues(), Doppler())
"""Equations about signals."""
