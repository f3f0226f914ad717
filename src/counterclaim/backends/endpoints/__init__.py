"""Language models behind an address: whether texts may be sent there, and how they are asked."""

from counterclaim.backends.endpoints.addresses import Endpoint, Reach, reach
from counterclaim.backends.endpoints.base import Chat, EndpointError, ModelAnswer
from counterclaim.backends.endpoints.http_chat import HttpChat
from counterclaim.backends.endpoints.memory import AnswerMemory, FileMemory, NoMemory

__all__ = [
    "AnswerMemory",
    "Chat",
    "Endpoint",
    "EndpointError",
    "FileMemory",
    "HttpChat",
    "ModelAnswer",
    "NoMemory",
    "Reach",
    "reach",
]
