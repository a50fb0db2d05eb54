"""Addresses of accounts and organisations. The names of allauth's pages stay as allauth looks for them."""

from django.conf import settings
from django.urls import include, path

from jatigi.agencies.views import account, factors, home, houses, links, members, names, sign_in

allauth_patterns = [
    path("sign-in/", factors.sign_in, name="account_login"),
    path("sign-in/passkey/", factors.sign_in_with_passkey, name="mfa_login_webauthn"),
    path("sign-in/code/", factors.second_factor, name="mfa_authenticate"),
    path("sign-out/", factors.sign_out, name="account_logout"),
    path("account/password/", factors.change_password, name="account_change_password"),
    path("account/password/again/", factors.password_again, name="account_reauthenticate"),
    path("account/factors/", factors.factors, name="mfa_index"),
    path("account/factors/application/", factors.activate_totp, name="mfa_activate_totp"),
    path("account/factors/application/remove/", factors.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/factors/passkeys/", factors.factors, name="mfa_list_webauthn"),
    path("account/factors/passkeys/new/", factors.add_passkey, name="mfa_add_webauthn"),
    path("account/factors/passkeys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("account/factors/recovery-codes/", factors.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/factors/recovery-codes/new/",
        factors.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("language/", sign_in.language, name="set_language"),
]
room_patterns = [
    path("", home.home, name="home"),
    path("sign-in/resume/", sign_in.resume, name="resume"),
    path("sign-in/change-user/", sign_in.switch_user, name="switch_user"),
    path("account/", account.account, name="account"),
    path("account/second-factor/", sign_in.factor, name="factor"),
    path("account/confirm/", sign_in.step_up, name="step_up"),
    path("account/organisation/", sign_in.organisations, name="organisations"),
    path("account/language/", sign_in.language, name="language"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/tokens/new/", account.new_token, name="new_token"),
    path("account/tokens/<uuid:pk>/revoke/", account.revoke_token, name="revoke_token"),
    path("notifications/", account.notifications, name="notifications"),
    path("notifications/<uuid:pk>/", account.open_notification, name="open_notification"),
    path("links/<str:secret>/", links.link, name="link"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/<uuid:pk>/", members.member, name="member"),
    path("members/<uuid:pk>/roles/", members.roles, name="roles"),
    path("members/<uuid:pk>/suspend/", members.suspend, name="suspend"),
    path("members/<uuid:pk>/resume/", members.resume, name="resume_member"),
    path("members/<uuid:pk>/password-link/", members.password_link, name="password_link"),
    path("members/<uuid:pk>/lost-factor/", members.request_reset, name="request_reset"),
    path("lost-factors/<uuid:pk>/", members.decide_reset, name="decide_reset"),
    path("invitations/<uuid:pk>/withdraw/", members.withdraw_link, name="withdraw_link"),
    path("offices/", members.offices, name="offices"),
    path("offices/<uuid:pk>/close/", members.close_office, name="close_office"),
    path("organisations/", houses.houses, name="houses"),
    path("organisations/new/", houses.create, name="house_new"),
    path("organisations/names/", names.names, name="names"),
    path("organisations/names/<uuid:pk>/remove/", names.remove, name="remove_name"),
    path("organisations/<uuid:pk>/", houses.house, name="house"),
    path("organisations/<uuid:pk>/invite/", houses.invite, name="house_invite"),
    path("organisations/<uuid:pk>/close/", houses.close, name="close_house"),
    path("organisations/<uuid:pk>/open/", houses.reopen, name="open_house"),
    path("setup/", houses.first_day, name="first_day"),
]
if settings.MODE == "demo":
    room_patterns.append(
        path("sign-in/demonstration/", sign_in.demonstration_sign_in, name="demonstration_sign_in")
    )
urlpatterns = [*allauth_patterns, path("", include((room_patterns, "agencies")))]
