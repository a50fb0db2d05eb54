"""Files that show what a report says; what they may be says `coordination.documents.files`."""
