"""Every role, what it may see and do, and which pages it has."""

from pages.components import roles

roles.rights()
roles.pages()
