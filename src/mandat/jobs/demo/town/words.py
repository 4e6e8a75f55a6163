"""What people write in free text, and the reasons that are given."""

TEXTS = {
    "why": ("Jag vill bli tryggare i det.", "Vi behöver fler som kan.", "Det är nytt för mig.",
            "För att kunna handleda nya.", "Det kom upp på teammötet."),
    "to": ("Örebro", "Lund", "Stockholm", "Göteborg", "Linköping", "Köpenhamn", "Oslo",
           "Jönköping"),
    "item": ("Storlek 38", "Storlek 42", "Till verksamheten", "Till personalrummet",
             "Ersätter det som gick sönder", "Till boendes aktiviteter"),
    "supplier": ("Järnhandeln", "Kontorsbolaget", "Blomsterboden", "Leksaksboden"),
    "with": ("En kollega i samma grupp", "En kollega på natten", "En timvikarie"),
    "for": ("En sjuk kollega", "En kollega på kurs", "En kollega som är ledig"),
    "place": ("Entrén", "Köket", "Korridoren, plan 2", "Personalrummet", "Matsalen"),
    "association": ("Ekby schacksällskap", "Hembygdsföreningen", "Ekby simklubb",
                    "Kulturföreningen Svalan", "Språkkaféets vänner"),
}  # fmt: skip

RETURNED = (
    "Skriv vad det ska användas till, så tar jag upp det igen.",
    "Vilken dag gäller det? Fyll i och skicka en gång till.",
    "Bifoga programmet, så ser jag vad som ingår.",
)
HOME_CARE_NOES = (
    "Vi har ingen som kan gå in för dig den dagen.",
    "Det ryms inte i år. Fråga igen i januari.",
    "Välj en kurs som fler kan gå samtidigt.",
    "Boken finns att låna på biblioteket.",
    "Samma kurs gick för två år sedan.",
)
