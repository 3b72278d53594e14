    visitJSONPath(node) {
        if (node.inOperator) {
            this.visitNode(node.inOperator);
        }
        const path = node.pathLegs.reduce((text, leg) => text + this.jsonPathLegText(leg), '$');
        this.appendStringLiteral(path);
    }
    jsonPathLegText(leg) {
        return leg.type === 'ArrayLocation' ? `[${leg.value}]` : `.${leg.value}`;
    }
    visitJSONPathLeg(node) {
        this.append(this.sanitizeStringLiteral(this.jsonPathLegText(node)));
    }
    visitJSONOperatorChain(node) {
        const last = node.values.length - 1;
        node.values.forEach((value, index) => {
            if (index < last) {
                this.append('->');
            }
            else {
                this.visitNode(node.operator);
            }
            this.visitNode(value);
        });
    }
