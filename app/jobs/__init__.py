"""Work beside the window, for every feature: no other code starts a thread or a process.

:class:`app.jobs.job.Job` runs a generator in a process of its own: training, reading thousands of
images, files of unknown origin. How such work looks, :mod:`app.jobs.child` says.
:class:`app.jobs.background.BackgroundTask` runs some milliseconds of NumPy in a thread.
"""
