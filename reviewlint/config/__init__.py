"""What a site says of itself: read, put together, judged, and made ready for its checks."""
