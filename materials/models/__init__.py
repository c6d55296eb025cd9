"""What teachers and others take along: stories, lesson plans, posters and pocket cards."""

from .handouts import Handout, HandoutFile
from .pages import LessonPlanPage, MaterialIndexPage, ScenarioPage

__all__ = [
    "Handout",
    "HandoutFile",
    "LessonPlanPage",
    "MaterialIndexPage",
    "ScenarioPage",
]
