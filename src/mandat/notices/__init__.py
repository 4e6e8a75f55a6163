"""What a person is told, where and when: in the app, by mail, in a calendar. Never more."""
