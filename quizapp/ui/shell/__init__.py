"""What stands around the pages: the side bar, the switch between pages, the look in force."""
