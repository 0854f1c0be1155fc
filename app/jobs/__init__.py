"""Work beside the window.

:class:`app.jobs.job.Job` runs a generator in a process of its own: training, fine-tuning, reading
thousands of images, files of unknown origin. :class:`app.jobs.background.BackgroundTask` runs some
milliseconds of NumPy in a thread. Every feature may use both; no other code starts a thread or a
process.
"""
