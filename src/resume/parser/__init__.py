"""Parser: what an applicant-tracking system would make of a résumé's PDF."""
