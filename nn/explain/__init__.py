"""Explanations: what a number was made from, weights as pictures, the evidence for an answer.

Works on any :class:`nn.network.Network` and one image; the window's panel and its network picture
show it. A network can be broken, too, to see what it needs.
"""
