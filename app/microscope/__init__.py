"""One step of learning under the microscope: forward, error, back, update, and the same again.

It offers :class:`app.microscope.panel.MicroscopePanel` to the window. The numbers come from
:mod:`nn.explain.one_step`, the lines of code from :mod:`nn.explain.shown_code`.
"""
