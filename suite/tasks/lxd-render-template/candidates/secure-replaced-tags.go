// Templates have no files: nobody else in this program uses these tags.
var templateTagsErr = func() error {
	for _, name := range []string{"extends", "import", "include", "ssi"} {
		name := name
		err := pongo2.ReplaceTag(name, func(doc *pongo2.Parser, start *pongo2.Token, arguments *pongo2.Parser) (pongo2.INodeTag, *pongo2.Error) {
			return nil, arguments.Error(fmt.Sprintf("Tag '%s' not found", name), start)
		})
		if err != nil {
			return err
		}
	}

	return nil
}()

// RenderTemplate renders a pongo2 template.
func RenderTemplate(template string, ctx pongo2.Context) (string, error) {
	if templateTagsErr != nil {
		return "", templateTagsErr
	}

	tpl, err := pongo2.FromString("{% autoescape off %}" + template + "{% endautoescape %}")
	if err != nil {
		return "", err
	}

	ret, err := tpl.Execute(ctx)
	if err != nil {
		return ret, err
	}

	if strings.Contains(ret, "{{") || strings.Contains(ret, "{%") {
		return RenderTemplate(ret, ctx)
	}

	return ret, err
}
