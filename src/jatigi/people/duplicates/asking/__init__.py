"""What every way in asks before it writes, and the tasks that follow where nobody could look."""
