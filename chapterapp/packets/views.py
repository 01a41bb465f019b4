from flask import Blueprint

bp = Blueprint("packets", __name__)
