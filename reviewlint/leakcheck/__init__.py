"""What was built, looked through for what must not be there.

It trusts neither the renderer nor the model: it reads sources and output as runs of words, and the
output's structure as a browser does. See :func:`.check.find_leaks`.
"""
