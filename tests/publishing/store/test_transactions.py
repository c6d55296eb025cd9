"""A change and its note are there together or not at all, whatever happens to the process."""

from django.db import transaction

from news.models import NewsTopic
from publishing.models import Generation, PublicChange
from publishing.store.generation import Watch


def test_a_change_that_is_rolled_back_is_none_and_the_next_one_counts(committed):
    before = Generation.objects.get().number
    topic = NewsTopic.objects.first()
    with transaction.atomic():
        try:
            with transaction.atomic():
                topic.save()
                raise ValueError
        except ValueError:
            pass
        assert not PublicChange.objects.exists()
        topic.save()
        assert PublicChange.objects.count() == 1
        topic.save()
        assert PublicChange.objects.count() == 1
    assert Generation.objects.get().number == before + 1 and not PublicChange.objects.exists()


def test_a_change_whose_process_died_before_it_was_numbered_is_not_lost(committed):
    before = Generation.objects.get().number
    # What is left when a process is killed right after its commit.
    PublicChange.objects.create(is_strict=False)
    watch = Watch()
    watch.look()
    watch.look()
    assert watch.known.number == before + 1 and not PublicChange.objects.exists()
