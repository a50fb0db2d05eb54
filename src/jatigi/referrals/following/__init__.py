"""What comes back from the person: where it stands (`/suivi`), how the service was, and complaints.

A complaint goes to an independent focal point that the node designated, never to the service concerned, and is not kept
with the referral. Verbs: referral.follow, feedback; follow.feedback; complaint.file, take, close; complaints_desk.designate,
end (`actions`).
"""
