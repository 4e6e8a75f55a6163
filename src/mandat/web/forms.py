"""Forms drawn the way the layout draws them."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Uses our templates for whole forms, fields and errors; Django's own for plain controls."""

    form_template_name = "web/components/form.html"
    field_template_name = "web/components/field.html"
