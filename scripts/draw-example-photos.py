#!/usr/bin/env python3
"""Draws the pictures that examples/forms name as photos: plain drawings that say they are none.

Usage: draw-example-photos.py FONT [FOLDER]      (FONT has Chinese glyphs; needs Pillow)
"""
import pathlib
import sys

from PIL import Image, ImageDraw, ImageFont

SIZE = (480, 320)
SKY, GROUND, STONE, LINE, TACTILE, MARK = "#dfe8ee", "#b9bcb8", "#8d918d", "#3a3f44", "#d9b23c", "#a33a2c"


def steps(draw):
    for step in range(9):
        draw.rectangle([60 + 18 * step, 250 - 18 * step, 420, 268 - 18 * step], fill=STONE, outline=LINE)
    draw.rectangle([300, 30, 400, 106], fill="#6f8597", outline=LINE)


def ramp(draw):
    draw.polygon([(40, 262), (430, 262), (430, 190)], fill=STONE, outline=LINE)
    draw.line([(40, 200), (430, 128)], fill=LINE, width=5)
    for x in range(50, 431, 76):
        draw.line([(x, 200 - (x - 40) * 72 // 390), (x, 262 - (x - 40) * 72 // 390)], fill=LINE, width=3)


def kerb(draw, height, bollards=0, slope=False):
    draw.rectangle([0, 262 - height, 480, 262], fill=STONE, outline=LINE)
    if slope:
        draw.polygon([(140, 262), (340, 262), (300, 262 - height), (180, 262 - height)], fill="#a9ada9", outline=LINE)
    for number in range(bollards):
        x = 150 + 80 * number
        draw.rectangle([x, 130, x + 26, 262 - height], fill="#777c80", outline=LINE)
    for x in range(0, 480, 40):
        draw.rectangle([x, 252 - height, x + 36, 262 - height], fill=TACTILE, outline=LINE)


def bay(draw, lock=False, post=False):
    draw.polygon([(90, 262), (260, 262), (230, 130), (110, 130)], outline="white", width=5)
    draw.polygon([(270, 262), (350, 262), (300, 130), (240, 130)], outline="white", width=5)
    for y in range(150, 260, 24):
        draw.line([(262, y), (300, y + 12)], fill="white", width=4)
    if lock:
        draw.arc([140, 170, 210, 240], 180, 360, fill=MARK, width=9)
    if post:
        draw.rectangle([284, 30, 306, 240], fill="#777c80", outline=LINE)


def bicycles(draw):
    kerb(draw, 30, slope=True)
    for x in (150, 240):
        for wheel in (x, x + 62):
            draw.ellipse([wheel - 24, 190, wheel + 24, 238], outline=LINE, width=5)
        draw.line([(x, 214), (x + 24, 170), (x + 62, 214), (x + 30, 214), (x + 24, 170)], fill=MARK, width=5)


def signal(draw):
    draw.rectangle([230, 60, 246, 262], fill=LINE)
    draw.rectangle([205, 30, 271, 110], fill="#222629")
    draw.ellipse([222, 38, 254, 68], fill=MARK)
    draw.ellipse([222, 74, 254, 104], fill="#47745a")


def room(draw):
    draw.rectangle([60, 60, 420, 262], fill="#eef1f2", outline=LINE)
    draw.ellipse([300, 180, 380, 240], fill="white", outline=LINE, width=3)
    for x in (120, 150, 180):
        draw.line([(x, 90), (x + 30, 250)], fill="#7a5a3a", width=6)
    draw.polygon([(210, 200), (270, 200), (260, 255), (220, 255)], fill=MARK, outline=LINE)


def board(draw):
    draw.rectangle([60, 40, 420, 262], fill="#eef1f2", outline=LINE)
    for y in (90, 140, 190):
        draw.line([(100, y), (340, y)], fill=LINE, width=6)


PICTURES = {
    "hall-main": ("主入口九级台阶", "nine steps at the main entrance", steps),
    "hall-ramp": ("坡道下段", "lower part of the ramp", ramp),
    "hall-toilet": ("厕所里堆着拖把和桶", "mops and a bucket", room),
    "crossing-ne-1": ("坡口路缘石未磨平", "kerb at the ramp is not flush", lambda d: kerb(d, 34, slope=True)),
    "crossing-ne-2": ("坡道西侧面", "west side of the ramp", lambda d: kerb(d, 60, slope=True)),
    "crossing-ne-3": ("三根石墩", "three bollards", lambda d: kerb(d, 30, bollards=3, slope=True)),
    "crossing-sw-1": ("路缘石没有坡道", "kerb without a ramp", lambda d: kerb(d, 80)),
    "crossing-nw-1": ("单车停在坡面上", "bicycles on the ramp", bicycles),
    "crossing-e-1": ("信号灯没有音响", "signal without sound", signal),
    "parking-sign": ("入口没有引导标志", "no sign at the entrance", board),
    "parking-a02-1": ("通道被灯柱占去", "lamp post in the aisle", lambda d: bay(d, post=True)),
    "parking-b17-1": ("车位上了地锁", "bay with a lock", lambda d: bay(d, lock=True)),
    "parking-b17-2": ("地锁近看", "the lock from near", lambda d: d.arc([140, 70, 340, 270], 180, 360, fill=MARK, width=22)),
}


def main(font, folder):
    large, small = ImageFont.truetype(font, 20), ImageFont.truetype(font, 15)
    for name, (chinese, english, paint) in PICTURES.items():
        image = Image.new("RGB", SIZE, SKY)
        draw = ImageDraw.Draw(image)
        draw.rectangle([0, 262, *SIZE], fill=GROUND)
        if name.startswith("parking-"):
            draw.rectangle([0, 120, 480, 262], fill="#6d7276")
        paint(draw)
        draw.rectangle([0, 268, *SIZE], fill="white")
        draw.text((10, 270), f"{chinese} · {english}", fill="#1c1f22", font=large)
        draw.text((10, 297), "示例图，不是照片 · an example drawing, no photo", fill="#1c1f22", font=small)
        image.save(folder / f"{name}.jpg", quality=55, optimize=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    root = pathlib.Path(__file__).resolve().parent.parent
    main(sys.argv[1], pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else root / "examples/forms")
