"""The site's navigation: what stands at the top and at the foot of every page."""

from __future__ import annotations

from archive.site import DATABASE, Crumb

SECTIONS = (
    Crumb("Search", "/search"),
    Crumb("Call-ins", "/call-ins"),
    Crumb("Numbers", "/metrics"),
    Crumb("Promises", "/promises"),
    Crumb("Check", "/findings"),
    Crumb("Coverage", "/coverage"),
)
FOOTER = (
    Crumb("About and accuracy", "/about"),
    Crumb("Meetings", "/meetings"),
    Crumb("Topics", "/topics"),
    Crumb("Corrections", "/corrections"),
    Crumb("API and feeds", "/api"),
    Crumb("Data", f"/{DATABASE}"),
    Crumb("Accessibility", "/accessibility"),
)
HOME = Crumb("Home", "/")
