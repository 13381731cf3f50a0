"""The button by which a clerk ends the session."""

from __future__ import annotations

from datasette import Response

from minutebook.desk.forms import page_apart
from minutebook.desk.guard import NEW_ADDRESS, cookie_name
from minutebook.desk.site import Answer, Visit


async def leave(visit: Visit) -> Answer:
    """``POST /leave``: every page and form that is still open is worth nothing from now on"""
    visit.desk.session.leave()
    html = page_apart("desk_closed.html", title="You have left the desk", why="", remedy=NEW_ADDRESS, sent=False)
    ended = f"{cookie_name(visit.request.headers.get('host', ''))}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
    return Response.html(html, headers={"set-cookie": ended})
