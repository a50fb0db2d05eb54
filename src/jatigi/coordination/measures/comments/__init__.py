"""What civil society says beside the official answer, moderated against written rules by somebody it does not criticise."""
