"""The generated Python of a version of a contract."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chance.contracts import pascal

if TYPE_CHECKING:
    from chance.contracts import Contract, Named


class Generated:
    """What is imported of it, by the keys of the contract."""

    def __init__(self, contract: Contract, package: Path) -> None:
        """The package that holds all of it."""
        self.contract = contract
        self.name = package.name
        if str(package.parent) not in sys.path:
            sys.path.insert(0, str(package.parent))
        self.runtime = runtime_of(package)
        self.module = self._import(contract.package)
        self._library = (
            self._import(contract.library_package) if contract.library else None
        )

    def _import(self, package: str) -> Any:
        return importlib.import_module(f"{self.name}.{package.replace('.', '_')}")

    def type(self, type_: Named, suffix: str = "") -> Any:
        """The class of a record or of an enum, or with a suffix of a variant."""
        in_library = type_.key in self.contract.library
        module = self._library if in_library else self.module
        return getattr(module, self.contract.declared(type_).name + suffix)

    def error(self, key: str) -> Any:
        return getattr(self.module, self.contract.errors[key].name)

    def activity(self, key: str) -> Any:
        """The stub that workflow code calls it by."""
        return getattr(self.module.activities, self.contract.activities[key].name)

    def child(self, workflow: str, child: str, of: str) -> tuple[str, Any] | None:
        """The stub that the code of a workflow starts a child by, and what it starts.

        Where a workflow does not say which children it has any more, it may start the
        workflow that the child was of.
        """
        parent = self.contract.workflows[workflow]
        stubs = getattr(self.module.children, parent.name)
        declared = parent.children.get(child)
        if declared is not None:
            return declared.workflow, getattr(stubs, declared.name)
        if parent.children or of not in self.contract.workflows:
            return None
        return of, getattr(stubs, self.contract.workflows[of].name)

    def external(self, workflow: str, id: str) -> Any:
        """A workflow that runs somewhere, in workflow code."""
        return getattr(self.module.external, self.contract.workflows[workflow].name)(id)

    def workflow_base(self, key: str) -> Any:
        """What the code of a workflow derives from."""
        name = pascal(self.contract.workflows[key].name)
        return getattr(self.module.workflows, f"{name}Workflow")

    def activity_bases(self) -> list[Any]:
        """What the code of activities derives from: a class for each task queue."""
        return derived_from(self.runtime.ActivitiesBase, self.module.activities)

    def client(self, sdk: Any) -> Any:
        """The client of the contract."""
        (client,) = derived_from(self.runtime.ContractClient, self.module.client)
        return client(sdk)


def derived_from(base: Any, module: Any) -> list[Any]:
    members: dict[str, Any] = module.__dict__
    return [
        member
        for member in members.values()
        if isinstance(member, type) and issubclass(member, base)
    ]


def runtime_of(package: Path) -> Any:
    """It is the same for all packages, and takes longer to load than the rest."""
    name = f"{package.name}.runtime"
    for loaded, module in list(sys.modules.items()):
        if loaded.endswith(".runtime") and hasattr(module, "ContractClient"):
            sys.modules[name] = module
            # What imports a module also makes it an attribute of its package.
            importlib.import_module(package.name).__dict__["runtime"] = module
            return module
    return importlib.import_module(name)
