"""What a webcam at the door sees, drawn: codes on phones and paper, with the troubles of a real camera.

Every frame goes the same way: a code is held into a room at some angle, the lens blurs and darkens the corners, the
sensor adds noise by the light there is, and the camera compresses what it sends. Values of grey are light here, 0 to 1.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

import numpy as np
import qrcode
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

from kiosk.code import ALPHABET, CODE_LENGTH

WIDTH, HEIGHT = 1280, 720
KINDS = ("rotated", "blurred", "dim", "small", "inverted", "moire")
_FINE, _FINEST = 2, 4
"""A code is drawn so much finer than the camera sees it; where a screen's own pixels show, finer still."""
_DOTS = 8
"""Dots of a module before it is held into the room."""
_QUIET = 4
_BAND = 60
"""Rows from one dark band of a screen to the next."""
_MARGIN = 12
_SHOT, _READ = 0.07, 1.5
"""Noise of a cheap sensor: 4 of 255 in the light, and 1.5 in the dark."""

Light = NDArray[np.float64]
Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Scene:
    """How a code is held, and how the camera sees it."""

    width: float
    """Pixels of the code from edge to edge, without the quiet zone."""
    turned: float = 0.0
    """Degrees."""
    tilt: float = 0.15
    """How much nearer one corner may be than another."""
    blur: float = 0.6
    """Sigma of the lens in pixels."""
    motion: int = 1
    """Pixels that the hand moves while the shutter is open."""
    light: float = 1.0
    inverted: bool = False
    grid: float = 0.0
    """How dark the gaps between a screen's pixels are; 0 is paper."""
    screen_pixels: float = 6.0
    """Of a phone, in a module."""
    flicker: float = 0.0
    """How dark the bands of a screen that is lit in pulses are."""


@dataclass(frozen=True)
class Frame:
    """One picture, and what is written in it."""

    kind: str
    text: str
    picture: Picture


def frames(kind: str, count: int, seed: int = 0) -> Iterator[Frame]:
    """`count` frames of a kind; always the same ones for a seed."""
    for number in range(count):
        random = np.random.default_rng([seed, KINDS.index(kind), number])
        text, correction = _ticket(random)
        yield Frame(kind, text, draw(text, _scene(kind, random), random, correction))


def draw(text: str, scene: Scene, random: np.random.Generator, correction: int = ERROR_CORRECT_Q) -> Picture:
    """What the camera sends of a scene."""
    seen = _room(random)
    card = _card(text, scene, correction)
    corners = _corners(card.width, scene, random)
    _hold(seen, card, corners, scene)
    if scene.motion > 1:
        seen = _moved(seen, scene.motion, random)
    return _sensed(seen * _vignette(random) * scene.light, random)


def empty(random: np.random.Generator, light: float = 1.0) -> Picture:
    """A room in which nobody holds a code."""
    return _sensed(_room(random) * _vignette(random) * light, random)


def _scene(kind: str, random: np.random.Generator) -> Scene:
    usual = Scene(width=random.uniform(150, 380), turned=random.uniform(-20, 20), blur=random.uniform(0.5, 0.9))
    match kind:
        case "rotated":
            return replace(usual, turned=random.uniform(0, 360), tilt=random.uniform(0.1, 0.35))
        case "blurred":
            shaken = int(random.integers(4, 11)) if random.random() < 0.4 else 1
            return replace(usual, blur=random.uniform(1.5, 3.5), motion=shaken)
        case "dim":
            return replace(usual, light=0.1)
        case "small":
            return replace(usual, width=70.0, tilt=random.uniform(0, 0.15))
        case "inverted":
            return replace(usual, inverted=True)
        case "moire":
            sharp, pixels = random.uniform(0.3, 0.5), random.uniform(3, 7)
            return replace(
                usual, blur=sharp, grid=random.uniform(0.6, 1), screen_pixels=pixels, flicker=random.uniform(0, 0.6)
            )
    raise ValueError(kind)


def _ticket(random: np.random.Generator) -> tuple[str, int]:
    """What stands on tickets, ours and others', with the error correction that they come with."""
    letters = "".join(ALPHABET[n] for n in random.integers(0, len(ALPHABET), CODE_LENGTH))
    digits = "".join(str(n) for n in random.integers(0, 10, 24))
    identity = UUID(bytes=random.bytes(16))
    match int(random.integers(0, 6)):
        case 0:
            return f"https://luma.com/check-in/evt-{letters[:12].lower()}?pk=g-{letters.title()}", ERROR_CORRECT_M
        case 1:
            return digits, ERROR_CORRECT_L
        case 2:
            return json.dumps({"i": [2, "indico.example.org", b64encode(identity.bytes).decode()]}), ERROR_CORRECT_L
    return letters, ERROR_CORRECT_Q


def _room(random: np.random.Generator) -> Light:
    """Soft shapes, and edges that a finder of codes may stumble over."""
    soft = Image.fromarray(random.uniform(30, 200, (6, 10)).astype(np.uint8)).resize(
        (WIDTH, HEIGHT), Image.Resampling.BICUBIC
    )
    room = np.asarray(soft, np.float64) / 255
    for _ in range(12):
        x, y = int(random.integers(0, WIDTH)), int(random.integers(0, HEIGHT))
        width, height = random.integers(20, 300, 2)
        room[y : y + height, x : x + width] *= random.uniform(0.5, 1.4)
    for x in range(int(random.integers(0, 200)), int(random.integers(200, 400)), 9):
        room[100:400, x : x + 4] *= 0.6
    return np.clip(room, 0, 1)


def _card(text: str, scene: Scene, correction: int) -> Image.Image:
    """A phone or a ticket of paper: the code with its quiet zone."""
    code = qrcode.QRCode(error_correction=correction, border=_QUIET, box_size=1)
    code.add_data(text)
    code.make(fit=True)
    dark = np.array(code.get_matrix())
    grey = np.where(dark ^ scene.inverted, 12, 215).astype(np.uint8)
    return Image.fromarray(np.kron(grey, np.ones((_DOTS, _DOTS), np.uint8)))


def _corners(side: int, scene: Scene, random: np.random.Generator) -> Light:
    """Where the four corners of a card are seen, clockwise from the upper left, wholly in the picture."""
    modules = side / _DOTS
    half = scene.width * modules / (modules - 2 * _QUIET) / 2
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
    near = 1 + random.uniform(-scene.tilt, scene.tilt, (4, 1)) / 2
    angle = np.radians(scene.turned)
    turn = np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))])
    corners: Light = square * near @ turn
    low, high = corners.min(0), corners.max(0)
    placed: Light = corners + random.uniform(4 - low, np.maximum(4 - low, np.array([WIDTH, HEIGHT]) - 4 - high))
    return placed


def _hold(seen: Light, card: Image.Image, corners: Light, scene: Scene) -> None:
    """Draws the card into what is seen: finer than the sensor sees, then through the lens."""
    fine = _FINEST if scene.grid else _FINE
    left, top = np.maximum(np.floor(corners.min(0)).astype(int) - _MARGIN, 0)
    right, bottom = np.minimum(np.ceil(corners.max(0)).astype(int) + _MARGIN, (WIDTH, HEIGHT))
    size = (int(right - left) * fine, int(bottom - top) * fine)
    mapping = _perspective((corners - (left, top)) * fine, card.width)
    held = card.transform(size, Image.Transform.PERSPECTIVE, list(mapping), Image.Resampling.BILINEAR)
    if scene.grid:
        held = _through_grid(held, mapping, scene)
    covered = Image.new("L", card.size, 255).transform(size, Image.Transform.PERSPECTIVE, list(mapping))
    view = Image.fromarray((seen[top:bottom, left:right] * 255).astype(np.uint8)).resize(size)
    view.paste(held, mask=covered)
    soft = np.asarray(view.filter(ImageFilter.GaussianBlur(scene.blur * fine)), np.float64) / 255
    pixels = soft.reshape(bottom - top, fine, right - left, fine)
    seen[top:bottom, left:right] = pixels[:, : fine // 2, :, : fine // 2].mean((1, 3))


def _perspective(corners: Light, side: int) -> Light:
    """The eight numbers with which Pillow finds the card's dot for every pixel."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (side, 0), (side, side), (0, side)), strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
        wanted += [u, v]
    mapping: Light = np.linalg.solve(np.array(rows), np.array(wanted, np.float64))
    return mapping


def _through_grid(held: Image.Image, mapping: Light, scene: Scene) -> Image.Image:
    """A screen is lit in stripes with dark gaps; the sensor's own grid beats against them."""
    a, b, c, d, e, f, g, h = map(float, mapping)
    y, x = np.mgrid[: held.height, : held.width].astype(np.float32)
    depth = g * x + h * y + 1
    across, down = (a * x + b * y + c) / depth, (d * x + e * y + f) / depth
    waves = 2 * np.pi * scene.screen_pixels / _DOTS
    gaps = np.maximum(np.cos(across * waves), np.cos(down * waves)) / 2 + 0.5
    bands = np.sin(y * 2 * np.pi / (_BAND * _FINEST)) / 2 + 0.5
    light = np.asarray(held) * (1 - scene.grid * gaps) * (1 - scene.flicker * bands)
    return Image.fromarray(light.astype(np.uint8))


def _moved(seen: Light, pixels: int, random: np.random.Generator) -> Light:
    """A hand that moves while the shutter is open."""
    angle = random.uniform(0, 2 * np.pi)
    steps = np.arange(pixels) - pixels // 2
    shifts = [(round(step * np.sin(angle)), round(step * np.cos(angle))) for step in steps]
    moved: Light = np.mean([np.roll(seen, shift, (0, 1)) for shift in shifts], axis=0)
    return moved


def _vignette(random: np.random.Generator) -> Light:
    """Corners are darker, and the lamp hangs somewhere."""
    y, x = np.mgrid[-0.5 : 0.5 : HEIGHT * 1j, -0.5 : 0.5 : WIDTH * 1j]
    lamp_x, lamp_y = random.uniform(-0.3, 0.3, 2)
    light: Light = (1 - 0.7 * (x**2 + y**2)) * (1 - 0.6 * ((x - lamp_x) ** 2 + (y - lamp_y) ** 2))
    return light


def _sensed(light: Light, random: np.random.Generator) -> Picture:
    """Noise of the light itself and of the sensor, eight bits, and the camera's JPEG."""
    grey = light * 255
    noisy = grey + random.standard_normal(grey.shape, np.float32) * np.sqrt(_SHOT * grey + _READ**2)
    whole = Image.fromarray(np.clip(noisy + 0.5, 0, 255).astype(np.uint8))
    sent = BytesIO()
    whole.save(sent, "JPEG", quality=int(random.integers(60, 90)))
    return np.asarray(Image.open(sent))
