"""What teachers take into a class."""

from .pages import LessonPlanPage, MaterialIndexPage, ScenarioPage

__all__ = [
    "LessonPlanPage",
    "MaterialIndexPage",
    "ScenarioPage",
]
