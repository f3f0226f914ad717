"""What was estimated from rows of data sets, in a form that can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy.typing as npt

if TYPE_CHECKING:
    from counterclaim.events.kernel.calibration import Calibration


@dataclass(frozen=True, slots=True)
class RecordMemory:
    """A calibration of the kernel, and what the codes of actors stand for in it."""

    calibration: Calibration
    names: tuple[str, ...]

    def told(self) -> dict[str, Any]:
        """What is not an array."""
        return {"names": list(self.names), "rows": self.calibration.rows}

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays, by name."""
        found, weights = self.calibration, self.calibration.weights
        return {
            "record_learned": found.learned,
            **{f"record_weights_{name}": getattr(weights, name) for name in ("m", "u", "prior")},
            **{f"record_surroundings_{name}": column for name, column in found.surroundings._asdict().items()},
            **{f"record_bearers_{name}": column for name, column in found.bearers._asdict().items()},
        }

    @classmethod
    def made(cls, told: Mapping[str, Any], arrays: Mapping[str, Any]) -> RecordMemory:
        """The opposite of ``told`` and ``arrays``; raises KeyError where something is missing."""
        from counterclaim.events.kernel.calibration import Calibration
        from counterclaim.events.kernel.estimation import Weights
        from counterclaim.events.kernel.surroundings import Bearers, Surroundings

        def part(name: str, fields: tuple[str, ...]) -> dict[str, Any]:
            return {field: arrays[f"record_{name}_{field}"] for field in fields}

        calibration = Calibration(
            weights=Weights(**part("weights", ("m", "u", "prior"))),
            surroundings=Surroundings(**part("surroundings", Surroundings._fields)),
            bearers=Bearers(**part("bearers", Bearers._fields)),
            learned=arrays["record_learned"],
            rows=int(told["rows"]),
        )
        return cls(calibration=calibration, names=tuple(told["names"]))
