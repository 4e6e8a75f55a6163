"""Addresses of purpose."""

from django.urls import path

from mandat.growth.purpose.pages import commitments, experiments, goals

urlpatterns = [
    path("", goals.purpose, name="purpose"),
    path("goal/<slug:circle>/", goals.goal, name="goal"),
    path("goal/<slug:circle>/set/", goals.set_goal, name="goal-set"),
    path("experiments/", experiments.experiments, name="experiments"),
    path("experiments/new/", experiments.new, name="experiment-new"),
    path("experiments/<uuid:experiment>/", experiments.experiment, name="experiment"),
    path("experiments/<uuid:experiment>/take-away/", experiments.take_away, name="experiment-away"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/new/<slug:circle>/", commitments.make, name="commitment-make"),
    path("commitments/<uuid:commitment>/", commitments.commitment, name="commitment"),
    path("commitments/<uuid:commitment>/end/", commitments.end, name="commitment-end"),
]
