"""The made-up but believable day of a Chinese service team: people, customers, what they write and what they do."""
