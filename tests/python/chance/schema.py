"""The YAML of a contract. It is written as JSON, which is YAML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chance.contracts import (
    Enum,
    ListOf,
    MapOf,
    Named,
    Newtype,
    Record,
    Scalar,
)
from chance.values import EnumValue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chance.contracts import (
        Activity,
        AnyType,
        Child,
        Contract,
        Declared,
        Error,
        Field,
        IdTemplate,
        Operation,
        Workflow,
    )

MAIN = "main"
LIBRARY = "library"


class NotWritable(Exception):
    """A description speaks of something that it does not have any more."""


def write_schema(contract: Contract, folder: Path, package: str) -> None:
    """Writes the files of a contract, and the `tempoc.toml` that puts its Python into a
    package beside the folder.
    """
    files = {MAIN: Document(contract, MAIN).written()}
    if contract.library:
        files[LIBRARY] = Document(contract, LIBRARY).written()
    folder.mkdir(parents=True)
    for name, document in files.items():
        text = json.dumps(document, indent=1, ensure_ascii=False)
        (folder / f"{name}.tempoc.yaml").write_text(f"{text}\n")
    schemas = json.dumps([f"{name}.tempoc.yaml" for name in files])
    (folder / "tempoc.toml").write_text(
        f"[[contract]]\nschemas = {schemas}\n\n[python]\nout = '../{package}'\n"
    )


class Document:
    """One of the files: the main one, or the library of types."""

    def __init__(self, contract: Contract, file: str) -> None:
        self.contract = contract
        self.file = file
        self.imports_other = False

    def written(self) -> dict[str, Any]:
        contract = self.contract
        types = {
            declared.name: self.declared(declared)
            for key, declared in contract.types.items()
            if (key in contract.library) == (self.file == LIBRARY)
        }
        document: dict[str, Any] = {"tempoc": 1, "types": types}
        if self.file == LIBRARY:
            document["package"] = contract.library_package
            other = MAIN
        else:
            document |= self.of_main()
            other = LIBRARY
        if self.imports_other:
            document["imports"] = {other: f"./{other}.tempoc.yaml"}
        return {key: value for key, value in document.items() if value != {}}

    def of_main(self) -> dict[str, Any]:
        contract = self.contract
        return {
            "package": contract.package,
            "defaults": {
                "task_queue": contract.queue,
                "activity": contract.activity_options,
            },
            "errors": {
                each.name: self.error(each) for each in contract.errors.values()
            },
            "activities": {
                each.name: self.activity(each) for each in contract.activities.values()
            },
            "workflows": {
                each.name: self.workflow(each) for each in contract.workflows.values()
            },
        }

    def type(self, type_: AnyType) -> str:
        match type_:
            case Scalar():
                return type_.name
            case ListOf():
                return f"list<{self.type(type_.item)}>"
            case MapOf(key=Scalar(name="string")):
                return f"map<{self.type(type_.item)}>"
            case MapOf():
                return f"map<{self.type(type_.key)}, {self.type(type_.item)}>"
            case _:
                declared = self.declared_type(type_)
                home = LIBRARY if type_.key in self.contract.library else MAIN
                if home == self.file:
                    return declared.name
                self.imports_other = True
                return f"{home}.{declared.name}"

    def declared_type(self, type_: Named) -> Declared:
        if type_.key not in self.contract.types:
            raise NotWritable
        return self.contract.declared(type_)

    def declared(self, declared: Declared) -> dict[str, Any]:
        match declared:
            case Record():
                written = {"fields": self.fields(declared.fields)}
                return written | given(unknown=declared.unknown)
            case Enum():
                members = [
                    {each.name: {"wire": each.wire}} if each.wire else each.name
                    for each in declared.members
                ]
                return {"enum": members} | given(closed=declared.is_closed)
            case Newtype():
                return {"newtype": declared.base.name, **declared.limits}
            case _:
                variants = {
                    each.name: given(wire=each.wire, fields=self.fields(each.fields))
                    for each in declared.variants
                }
                union = {"tag": declared.tag, "variants": variants}
                return {"union": union} | given(closed=declared.is_closed)

    def fields(self, fields: Sequence[Field]) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for field in fields:
            mark = "?" if field.presence == "optional" else ""
            description = {
                "type": self.type(field.type),
                **field.limits,
                **given(aliases=field.aliases, wire=field.wire),
            }
            if field.is_text and field.type == Scalar("int64"):
                description["encoding"] = "string"
            if field.presence == "default":
                description["default"] = self.default(field)
            written[f"{field.name}{mark}"] = description
        return written

    def default(self, field: Field) -> Any:
        """An enum's default is what the member is called by now."""
        if not isinstance(field.default, EnumValue):
            return field.default
        enum = self.declared_type(field.type) if isinstance(field.type, Named) else None
        members = enum.members if isinstance(enum, Enum) else []
        for member in members:
            if member.key == field.default.key:
                return member.name
        raise NotWritable

    def error(self, error: Error) -> dict[str, Any]:
        written = given(
            type=error.wire, fields=self.fields(error.fields), unknown=error.unknown
        )
        return {"retryable": error.is_retryable, **written}

    def operation(self, operation: Operation) -> dict[str, Any]:
        errors = [
            self.contract.errors[key].name
            for key in operation.errors
            if key in self.contract.errors
        ]
        input_, output = operation.input, operation.output
        return {
            **given(
                name=operation.wire,
                aliases=operation.aliases,
                input=None if input_ is None else self.type(input_),
                output=None if output is None else self.type(output),
                errors=errors,
            ),
            **operation.options,
        }

    def activity(self, activity: Activity) -> dict[str, Any]:
        queue = None if activity.is_local else activity.queue
        return self.operation(activity) | given(
            local=activity.is_local, task_queue=queue
        )

    def workflow(self, workflow: Workflow) -> dict[str, Any]:
        written = self.operation(workflow)
        if workflow.id is not None:
            written["id"] = self.template(workflow.id, workflow.input)
        if workflow.lists_activities:
            written["activities"] = [
                self.contract.activities[key].name
                for key in workflow.activities
                if key in self.contract.activities
            ]
        for kind in ("signals", "queries", "updates"):
            messages = workflow.messages(kind).values()
            written |= given(
                **{kind: {each.name: self.operation(each) for each in messages}}
            )
        children = {
            each.name: self.child(each)
            for each in workflow.children.values()
            if each.workflow in self.contract.workflows
        }
        return written | given(children=children)

    def child(self, child: Child) -> dict[str, Any]:
        workflow = self.contract.workflows[child.workflow]
        written = {"workflow": workflow.name, **child.options}
        if child.id is not None:
            written["id"] = self.template(child.id, workflow.input)
        return written

    def template(self, template: IdTemplate, input_: AnyType | None) -> str:
        if template.path is None:
            return template.prefix
        if input_ is None:
            raise NotWritable
        names = ["input"]
        type_ = input_
        for key in template.path:
            fields = {each.key: each for each in self.contract.fields_of_record(type_)}
            if key not in fields:
                raise NotWritable
            names.append(fields[key].name)
            type_ = fields[key].type
        return f"{template.prefix}{{{'.'.join(names)}}}"


def given(**keys: Any) -> dict[str, Any]:
    """The keys that have something to say."""
    return {key: value for key, value in keys.items() if value}
