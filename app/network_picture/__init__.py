"""The network picture: the drawing flows from the canvas through the layers into the bars.

    Reading → content (which units, which connections) → arrangement (where) → painting

Offers :class:`app.network_picture.picture.NetworkPicture`, which the window puts between the canvas
and the bars. The numbers come from :mod:`nn.explain`.
"""
