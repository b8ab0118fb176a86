"""How fast the door is: ratios against what the disk can do, measured in one run."""
