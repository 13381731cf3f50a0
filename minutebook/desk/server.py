"""The desk as one Datasette instance on this machine alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.security import Application
from archive.server import HERE as ARCHIVE
from db.connection import open_working
from minutebook.desk.guard import Guard
from minutebook.desk.session import Session
from minutebook.desk.site import PLUGIN, Desk
from minutebook.settings import ArchiveFolder

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class BuiltDesk:
    app: Application
    session: Session


def build_desk(archive: ArchiveFolder, who: str, session: Session | None = None) -> BuiltDesk:
    """The desk over ``archive``, which is made if it is not there yet."""
    from datasette.app import Datasette

    _register()
    from minutebook.desk.plugin import PATHS

    open_working(archive.working).close()
    session = session or Session()
    datasette: Any = Datasette(
        files=[],
        memory=False,
        template_dir=str(HERE / "templates"),
        static_mounts=[("assets", str(ARCHIVE / "static")), ("desk-assets", str(HERE / "static"))],
        metadata={"title": "Minutebook desk", "plugins": {PLUGIN: {"desk": Desk(archive, who, session)}}},
        settings={"default_allow_sql": False, "allow_download": False, "suggest_facets": False},
    )
    return BuiltDesk(Guard(datasette.app(), session, PATHS), session)


def _register() -> None:
    from datasette.plugins import pm

    import minutebook.desk.plugin

    if not pm.is_registered(minutebook.desk.plugin):
        pm.register(minutebook.desk.plugin, name=PLUGIN)
