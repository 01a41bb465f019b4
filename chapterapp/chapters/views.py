from flask import Blueprint

bp = Blueprint("chapters", __name__)
