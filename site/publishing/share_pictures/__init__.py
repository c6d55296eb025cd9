"""The picture that chat programs and social media show beside a shared link: one for each page, with its title."""
