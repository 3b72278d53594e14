    visitJSONPath(node) {
        if (!node.inOperator) {
            this.appendImmediateValue('$' + node.pathLegs.map((leg) => (leg.type === 'Member' ? `.${leg.value}` : `[${leg.value}]`)).join(''));
            return;
        }
        this.visitNode(node.inOperator);
        this.append("'$");
        this.compileList(node.pathLegs, '');
        this.append("'");
    }
    visitJSONPathLeg(node) {
        const isArrayLocation = node.type === 'ArrayLocation';
        this.append(isArrayLocation ? '[' : '.');
        this.append(String(node.value));
        if (isArrayLocation) {
            this.append(']');
        }
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
